package dev.millrace.ingest;

import dev.millrace.Signal;
import dev.millrace.counters.Counters;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Counts every request on OTLP's paths by what became of it, wherever it was answered. */
final class RequestCounts {

  private final OtlpPaths paths;
  private final Counters counters;

  RequestCounts(OtlpPaths paths, Counters counters) {
    this.paths = paths;
    this.counters = counters;
  }

  @ServerResponseFilter
  void count(ContainerRequestContext request, ContainerResponseContext response) {
    paths
        .of(request.getUriInfo().getPath())
        .ifPresent(target -> count(target.signal(), Outcome.ofStatus(response.getStatus())));
  }

  private void count(Optional<Signal> signal, Outcome outcome) {
    counters.add(
        Map.of("signal", signal.map(Signal::toString).orElse("none")),
        Map.of("requests", 1, outcome.toString(), 1));
  }
}
