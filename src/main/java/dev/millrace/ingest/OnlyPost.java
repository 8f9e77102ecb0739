package dev.millrace.ingest;

import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.Reply;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Answers every other method on the OTLP routes with 405 and a Status, as OTLP wants errors. */
final class OnlyPost {

  static final Pattern ROUTES = Pattern.compile("/?v1/(metrics|logs|traces)/?");

  @ServerRequestFilter(preMatching = true)
  Optional<Response> refuseOthers(ContainerRequestContext request) {
    if (request.getMethod().equals(HttpMethod.POST)
        || !ROUTES.matcher(request.getUriInfo().getPath()).matches()) {
      return Optional.empty();
    }
    String contentType = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
    Encoding encoding = Encoding.ofContentType(contentType).orElse(Encoding.JSON);
    return Optional.of(
        OtlpResponses.of(Reply.refused(405, encoding, "exports are sent with POST")));
  }
}
