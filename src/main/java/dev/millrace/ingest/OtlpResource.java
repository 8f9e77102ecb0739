package dev.millrace.ingest;

import dev.millrace.Signal;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The OTLP routes, one per signal; all they do is name it. */
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
  public Response metrics(@Context HttpHeaders headers, InputStream body) {
    return accept(Signal.METRICS, headers, body);
  }

  @POST
  @Path("logs")
  @Operation(summary = "Receives log records as OTLP/HTTP")
  public Response logs(@Context HttpHeaders headers, InputStream body) {
    return accept(Signal.LOGS, headers, body);
  }

  @POST
  @Path("traces")
  @Operation(summary = "Receives spans as OTLP/HTTP")
  public Response traces(@Context HttpHeaders headers, InputStream body) {
    return accept(Signal.TRACES, headers, body);
  }

  private Response accept(Signal signal, HttpHeaders headers, InputStream body) {
    RequestHead head =
        new RequestHead(
            signal,
            headers.getHeaderString(HttpHeaders.AUTHORIZATION),
            headers.getHeaderString(HttpHeaders.CONTENT_TYPE),
            headers.getHeaderString(HttpHeaders.CONTENT_ENCODING),
            headers.getHeaderString(HttpHeaders.CONTENT_LENGTH),
            headers.getHeaderString(HttpHeaders.USER_AGENT));
    return OtlpResponses.of(
        ingest.accept(head, body),
        head.contentType(),
        headers.getHeaderString(HttpHeaders.ACCEPT_ENCODING));
  }
}
