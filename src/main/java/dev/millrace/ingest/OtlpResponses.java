package dev.millrace.ingest;

import dev.millrace.otlp.Reply;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Replies as HTTP responses; the content type is the encoding's, without parameters. */
final class OtlpResponses {

  private OtlpResponses() {}

  static Response of(Reply reply) {
    Response.ResponseBuilder response =
        Response.status(reply.status()).type(reply.encoding().mediaType()).entity(reply.body());
    // Integer seconds are what every client reads.
    reply
        .retryAfter()
        .ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
    return switch (reply.status()) {
      case 401 -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
      case 405 -> response.header(HttpHeaders.ALLOW, HttpMethod.POST).build();
      default -> response.build();
    };
  }
}
