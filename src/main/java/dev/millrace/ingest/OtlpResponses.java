package dev.millrace.ingest;

import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.Reply;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Replies as HTTP responses; the content type is the request's, without parameters. */
final class OtlpResponses {

  private OtlpResponses() {}

  /**
   * In no coding.
   *
   * @param contentType the request's header; null if it had none
   */
  static Response of(Reply reply, @Nullable String contentType) {
    return of(reply, contentType, null);
  }

  /**
   * In gzip if that is worth it.
   *
   * @param contentType the request's header; null if it had none
   * @param acceptEncoding the same
   */
  static Response of(Reply reply, @Nullable String contentType, @Nullable String acceptEncoding) {
    Response.ResponseBuilder response =
        Response.status(reply.status()).type(Encoding.answerTo(contentType)).entity(reply.body());
    reply
        .gzip(acceptEncoding)
        .ifPresent(gzip -> response.entity(gzip).header(HttpHeaders.CONTENT_ENCODING, "gzip"));
    reply.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, seconds(wait)));
    return switch (reply.status()) {
      case 401 -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
      case 405 -> response.header(HttpHeaders.ALLOW, HttpMethod.POST).build();
      default -> response.build();
    };
  }

  /** Whole seconds are what every client reads; rounded up, for after them the wait is over. */
  private static long seconds(Duration wait) {
    return wait.plusSeconds(1).minusNanos(1).toSeconds();
  }
}
