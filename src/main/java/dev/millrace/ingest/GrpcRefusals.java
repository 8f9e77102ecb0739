package dev.millrace.ingest;

import dev.millrace.Signal;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Optional;

/**
 * Answers gRPC, which is not spoken here, in gRPC: its clients show nothing of an answer by HTTP
 * but the status code.
 *
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md">gRPC over HTTP2,
 *     "Responses"</a>
 */
@ApplicationScoped
class GrpcRefusals {

  /** After hosts are checked, and before a body is waited for. */
  private static final int EARLY = 350;

  private static final String GRPC = "application/grpc";
  private static final String SERVICES = "/opentelemetry.proto.collector.";

  /** What HTTP calls a body of a kind that is not taken. */
  private static final int UNSUPPORTED = 415;

  /** UNIMPLEMENTED: exporters do not send the same again. */
  private static final String STATUS = "12";

  private final Misdirections misdirections;

  GrpcRefusals(Misdirections misdirections) {
    this.misdirections = misdirections;
  }

  void register(@Observes Filters filters) {
    filters.register(this::answer, EARLY);
  }

  private void answer(RoutingContext context) {
    HttpServerRequest request = context.request();
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null
        || !type.toLowerCase(Locale.ROOT).startsWith(GRPC)
        || (request.version() != HttpVersion.HTTP_2 && !request.path().startsWith(SERVICES))) {
      context.next();
      return;
    }
    String message = message(request.path());
    misdirections.note(
        request.getHeader(HttpHeaders.AUTHORIZATION),
        Misdirections.meant(request.path()),
        UNSUPPORTED,
        message);
    if (request.version() != HttpVersion.HTTP_2) {
      // Its body is not read.
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    // Without a body these headers are the trailers too.
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader("grpc-status", STATUS)
        .putHeader("grpc-message", message)
        .end();
  }

  /** In ASCII without a percent sign, as gRPC wants it. */
  private static String message(String path) {
    String right = "set the exporter's protocol to http/protobuf and send to ";
    return "this address speaks OTLP/HTTP, not OTLP/gRPC; " + right + target(path);
  }

  private static String target(String path) {
    return signal(path)
        .map(signal -> "/v1/" + signal)
        .orElse("/v1/metrics, /v1/logs and /v1/traces");
  }

  private static Optional<Signal> signal(String path) {
    for (Signal signal : Signal.values()) {
      String service = signal == Signal.TRACES ? "trace" : signal.toString();
      if (path.startsWith(SERVICES + service + ".")) {
        return Optional.of(signal);
      }
    }
    return Optional.empty();
  }
}
