package dev.millrace;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses whoever goes around the proxy that stands in front, such as CloudFront with its firewall:
 * that one adds a header to each request whose value nobody else knows.
 */
final class FrontDoor {

  private static final String HEADER = "X-Millrace-Front";

  /** Before whatever asks who it is. */
  private static final int FIRST = Priorities.AUTHENTICATION - 100;

  private final Optional<byte[]> secret;

  FrontDoor(OpenRoutes.Settings settings) {
    this.secret = settings.frontSecret().map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @ServerRequestFilter(preMatching = true, priority = FIRST)
  Optional<Response> refuseWhoCameAround(ContainerRequestContext request) {
    return secret.filter(expected -> !bears(request, expected)).map(expected -> refusal());
  }

  /** In a time that says nothing about the secret. */
  private static boolean bears(ContainerRequestContext request, byte[] expected) {
    String said = request.getHeaderString(HEADER);
    return said != null && MessageDigest.isEqual(expected, said.getBytes(StandardCharsets.UTF_8));
  }

  private static Response refusal() {
    return Response.status(Response.Status.FORBIDDEN)
        .type(MediaType.TEXT_PLAIN_TYPE)
        .entity("requests are answered only through the address in front of this one\n")
        .build();
  }
}
