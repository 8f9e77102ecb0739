package dev.millrace.ingest;

import dev.millrace.Signal;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The OTLP routes, one per signal and one for all; all they do is name it. */
@Path("/v1")
@Blocking
@Consumes(MediaType.WILDCARD)
public class OtlpResource {

  private final Ingest ingest;

  OtlpResource(Ingest ingest) {
    this.ingest = ingest;
  }

  @POST
  @Path("metrics")
  @Operation(summary = "Receives metrics as OTLP/HTTP")
  public Response metrics(@Context HttpHeaders headers, @Context RoutingContext context) {
    return accept(Signal.METRICS, headers, context);
  }

  @POST
  @Path("logs")
  @Operation(summary = "Receives log records as OTLP/HTTP")
  public Response logs(@Context HttpHeaders headers, @Context RoutingContext context) {
    return accept(Signal.LOGS, headers, context);
  }

  @POST
  @Path("traces")
  @Operation(summary = "Receives spans as OTLP/HTTP")
  public Response traces(@Context HttpHeaders headers, @Context RoutingContext context) {
    return accept(Signal.TRACES, headers, context);
  }

  /** For exporters that send to their endpoint as it stands. */
  @POST
  @Operation(hidden = true)
  public Response any(@Context HttpHeaders headers, @Context RoutingContext context) {
    return accept(Signal.METRICS, false, headers, context);
  }

  private Response accept(Signal signal, HttpHeaders headers, RoutingContext context) {
    return accept(signal, true, headers, context);
  }

  private Response accept(
      Signal signal, boolean isSaid, HttpHeaders headers, RoutingContext context) {
    RequestHead head =
        new RequestHead(
            signal,
            isSaid,
            Arrival.nanosOf(context),
            headers.getHeaderString(HttpHeaders.AUTHORIZATION),
            headers.getHeaderString(HttpHeaders.CONTENT_TYPE),
            headers.getHeaderString(HttpHeaders.CONTENT_ENCODING),
            headers.getHeaderString(HttpHeaders.USER_AGENT));
    return OtlpResponses.of(
        ingest.accept(head, () -> Arrival.bodyOf(context)),
        head.contentType(),
        headers.getHeaderString(HttpHeaders.ACCEPT_ENCODING));
  }
}
