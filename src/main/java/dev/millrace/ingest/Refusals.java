package dev.millrace.ingest;

import dev.millrace.HttpSide;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Refuses requests that did not arrive, or get no turn; in a Status where they are exports. */
@ApplicationScoped
class Refusals {

  /**
   * A client that is still sending would not hear the answer if the connection were just closed.
   */
  private static final long LINGER_MILLIS = 3000;

  private final OtlpPaths paths;
  private final RequestCounts counts;
  private final long retryAfterSeconds;
  private final Vertx vertx;

  Refusals(OtlpPaths paths, RequestCounts counts, IngestConfig config, Vertx vertx) {
    this.paths = paths;
    this.counts = counts;
    this.vertx = vertx;
    this.retryAfterSeconds = config.retryAfter().toSeconds();
  }

  /** The rest of the body may still be on its way, so that the connection ends with the answer. */
  void refuse(HttpSide side, RoutingContext context, int status, String why) {
    HttpServerResponse response = context.response();
    if (response.headWritten() || response.closed()) {
      return;
    }
    response.setStatusCode(status);
    if (status == 503) {
      response.putHeader("Retry-After", Long.toString(retryAfterSeconds));
    }
    if (side == HttpSide.INGEST) {
      refuseExport(context, status, why);
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8");
      end(context, Buffer.buffer(why + "\n"));
    }
  }

  private void end(RoutingContext context, Buffer body) {
    HttpServerResponse response = context.response();
    if (context.request().version() == HttpVersion.HTTP_2
        || !Connections.isDirect(context.request())) {
      response.end(body);
      return;
    }
    response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    response.endHandler(
        said -> vertx.setTimer(LINGER_MILLIS, late -> context.request().connection().close()));
    response.end(body);
  }

  private void refuseExport(RoutingContext context, int status, String why) {
    String contentType = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    Encoding encoding = Encoding.ofContentType(contentType).orElse(Encoding.JSON);
    counts.answered(paths.of(context.request()), status);
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, Encoding.answerTo(contentType));
    end(context, Buffer.buffer(Reply.refused(status, encoding, why).body()));
  }
}
