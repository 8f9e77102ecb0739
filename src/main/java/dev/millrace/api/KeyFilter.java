package dev.millrace.api;

import dev.millrace.keys.KeyCheck;
import dev.millrace.keys.KeyVerdict;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Verifier;
import dev.millrace.keys.WrongKeys;
import dev.millrace.people.Ownership;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets in who has what {@link Needs} asks for. */
@Provider
@Needs
class KeyFilter implements ContainerRequestFilter {

  private static final String API_KEY = "x-api-key";

  private final KeyCheck keys;
  private final Ownership ownership;
  private final WrongKeys wrongKeys;
  private final Caller caller;
  private final ResourceInfo resource;
  private final CurrentVertxRequest connection;

  KeyFilter(
      KeyCheck keys,
      Ownership ownership,
      WrongKeys wrongKeys,
      Caller caller,
      ResourceInfo resource,
      CurrentVertxRequest connection) {
    this.keys = keys;
    this.ownership = ownership;
    this.wrongKeys = wrongKeys;
    this.caller = caller;
    this.resource = resource;
    this.connection = connection;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Verifier key = accepted(authorization(request));
    Optional<String> noManager = ownership.refusal(key);
    for (Scope scope : resource.getResourceMethod().getAnnotation(Needs.class).value()) {
      if (scope == Scope.ADMIN && noManager.isPresent()) {
        throw new ProblemException(403, noManager.get());
      }
      if (!key.allows(scope)) {
        throw new ProblemException(403, "the API key lacks the scope " + scope);
      }
    }
    caller.is(key, noManager.isEmpty());
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
      throw authorization == null ? unauthorized(refused) : wrong(refused);
    }
    throw new ProblemException(503, "API keys cannot be checked at the moment; try again later");
  }

  private ProblemException wrong(KeyVerdict.Refused refused) {
    String address =
        String.valueOf(connection.getCurrent().request().remoteAddress().hostAddress());
    return wrongKeys
        .note(address)
        .map(ProblemException::tooManyWrongKeys)
        .orElseGet(() -> unauthorized(refused));
  }

  private static ProblemException unauthorized(KeyVerdict.Refused refused) {
    return new ProblemException(401, refused.why());
  }
}
