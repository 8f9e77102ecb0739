package dev.millrace.ingest;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Says that the program runs, and whether what it relies on is there. On the event loop: both
 * answer when every thread waits for something.
 */
@Path("/health")
@NonBlocking
public class HealthResource {

  /** Whoever waits for a start asks again soon. */
  private static final int RETRY_AFTER_SECONDS = 1;

  private final ReadinessChecks checks;

  HealthResource(ReadinessChecks checks) {
    this.checks = checks;
  }

  /** That the receiver runs, at constant cost: it asks neither the store nor the database. */
  @GET
  @Produces(MediaType.TEXT_PLAIN)
  public String health() {
    return "ok\n";
  }

  /** Whether requests can be served; for load balancers and scripts. */
  @GET
  @Path("ready")
  @Produces(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> ready() {
    return checks.asked().thenApply(HealthResource::answer);
  }

  private static Response answer(Map<String, String> said) {
    if (said.values().stream().allMatch(ReadinessCheck.OK::equals)) {
      return Response.ok(said).build();
    }
    return Response.status(Response.Status.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .entity(said)
        .build();
  }
}
