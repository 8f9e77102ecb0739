package dev.millrace.api;

import dev.millrace.keys.KeyCheck;
import dev.millrace.keys.KeyVerdict;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Verifier;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** Lets in who has what {@link Needs} asks for. */
@Provider
@Needs
class KeyFilter implements ContainerRequestFilter {

  private static final String API_KEY = "x-api-key";

  private final KeyCheck keys;
  private final Caller caller;
  private final ResourceInfo resource;

  KeyFilter(KeyCheck keys, Caller caller, ResourceInfo resource) {
    this.keys = keys;
    this.caller = caller;
    this.resource = resource;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Verifier key = accepted(authorization(request));
    for (Scope scope : resource.getResourceMethod().getAnnotation(Needs.class).value()) {
      if (!key.allows(scope)) {
        throw new ProblemException(403, "the API key lacks the scope " + scope);
      }
    }
    caller.is(key);
  }

  /** Readers of Anthropic's API send their key in a header of its own. */
  private static @Nullable String authorization(ContainerRequestContext request) {
    String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    String key = request.getHeaderString(API_KEY);
    return authorization == null && key != null ? "Bearer " + key : authorization;
  }

  private Verifier accepted(@Nullable String authorization) {
    KeyVerdict verdict = keys.check(authorization);
    if (verdict instanceof KeyVerdict.Accepted accepted) {
      return accepted.key();
    }
    if (verdict instanceof KeyVerdict.Refused refused) {
      throw new ProblemException(401, refused.why());
    }
    throw new ProblemException(503, "API keys cannot be checked at the moment; try again later");
  }
}
