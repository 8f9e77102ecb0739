package dev.millrace.ingest;

import dev.millrace.Signal;
import dev.millrace.counters.Counters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Counts every request on OTLP's paths by what became of it, wherever it was answered. */
@ApplicationScoped
class RequestCounts {

  private final Counters counters;

  RequestCounts(Counters counters) {
    this.counters = counters;
  }

  /**
   * Counts an answer.
   *
   * @param asked what for; empty if for nothing of OTLP's, which is not counted
   */
  void answered(Optional<OtlpPaths.Target> asked, int status) {
    asked.ifPresent(
        target ->
            counters.add(
                Map.of("signal", target.signal().map(Signal::toString).orElse("none")),
                Map.of("requests", 1, Outcome.ofStatus(status).toString(), 1)));
  }
}
