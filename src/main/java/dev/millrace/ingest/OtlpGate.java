package dev.millrace.ingest;

import dev.millrace.HttpSide;
import dev.millrace.OpenRoutes;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.Reply;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets exports through to {@link OtlpResource}, whichever way their path is written, and counts
 * what they are answered. What is no export is answered here: OTLP wants a Status for every error,
 * which the framework does not give.
 */
final class OtlpGate {

  private final OtlpPaths paths;
  private final OpenRoutes routes;
  private final RequestCounts counts;
  private final Misdirections misdirections;

  OtlpGate(OtlpPaths paths, OpenRoutes routes, RequestCounts counts, Misdirections misdirections) {
    this.paths = paths;
    this.routes = routes;
    this.counts = counts;
    this.misdirections = misdirections;
  }

  /**
   * Before every other filter: a closed route is not there for any method or key, and to those
   * after it no path of OTLP's looks like one of the console's.
   */
  @ServerRequestFilter(preMatching = true, priority = Priorities.AUTHENTICATION - 1)
  Optional<Response> open(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    Optional<OtlpPaths.Target> said = paths.of(path);
    Optional<OtlpPaths.Target> target = asked(request);
    if (target.isEmpty() || (said.isEmpty() && !routes.include(HttpSide.INGEST))) {
      return Optional.empty();
    }
    direct(target.get(), request);
    return refused(target.get(), path, request);
  }

  @ServerResponseFilter
  void count(ContainerRequestContext request, ContainerResponseContext response) {
    counts.answered(asked(request), response.getStatus());
  }

  private Optional<OtlpPaths.Target> asked(ContainerRequestContext request) {
    return paths.of(
        request.getMethod(),
        request.getUriInfo().getPath(),
        request.getHeaderString(HttpHeaders.CONTENT_TYPE));
  }

  private Optional<Response> refused(
      OtlpPaths.Target target, String path, ContainerRequestContext request) {
    if (!routes.include(HttpSide.INGEST)) {
      return refused(request, 404, "exports are not taken at this address");
    }
    if (target.signals().isEmpty()) {
      return noted(path, request, 404, "exports are sent to /v1/metrics, /v1/logs and /v1/traces");
    }
    if (!request.getMethod().equals(HttpMethod.POST)) {
      return noted(path, request, 405, "exports are sent with POST");
    }
    return isMediaType(request.getHeaderString(HttpHeaders.CONTENT_TYPE))
        ? Optional.empty()
        : noted(
            path,
            request,
            415,
            "the Content-Type is no media type; it has to be application/x-protobuf or"
                + " application/json");
  }

  private Optional<Response> noted(
      String path, ContainerRequestContext request, int status, String why) {
    misdirections.note(
        request.getHeaderString(HttpHeaders.AUTHORIZATION), Misdirections.meant(path), status, why);
    return refused(request, status, why);
  }

  /** What is none does not come through the framework. */
  private static boolean isMediaType(@Nullable String contentType) {
    try {
      return contentType == null || !MediaType.valueOf(contentType).getType().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<Response> refused(
      ContainerRequestContext request, int status, String why) {
    String contentType = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
    Encoding encoding = Encoding.ofContentType(contentType).orElse(Encoding.JSON);
    return Optional.of(OtlpResponses.of(Reply.refused(status, encoding, why), contentType));
  }

  /**
   * Gives the request the path that it would have without a base path, and written tidily. The host
   * is nobody's concern here, and a request by HTTP/1.0 need not name one.
   */
  private static void direct(OtlpPaths.Target target, ContainerRequestContext request) {
    String path = OtlpPaths.pathOf(target);
    request.setRequestUri(URI.create("http://localhost" + path));
  }
}
