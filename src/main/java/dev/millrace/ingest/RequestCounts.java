package dev.millrace.ingest;

import dev.millrace.Signal;
import dev.millrace.counters.Counters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Counts every request on OTLP's paths by what became of it, wherever it was answered. */
@ApplicationScoped
class RequestCounts {

  private final OtlpPaths paths;
  private final Counters counters;

  RequestCounts(OtlpPaths paths, Counters counters) {
    this.paths = paths;
    this.counters = counters;
  }

  /** Counts an answer; if the path is none of OTLP's, nothing. */
  void answered(String path, int status) {
    paths
        .of(path)
        .ifPresent(
            target ->
                counters.add(
                    Map.of("signal", target.signal().map(Signal::toString).orElse("none")),
                    Map.of("requests", 1, Outcome.ofStatus(status).toString(), 1)));
  }
}
