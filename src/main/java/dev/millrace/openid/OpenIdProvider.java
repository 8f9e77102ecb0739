package dev.millrace.openid;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody else's server that knows who people are.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth">OpenID Connect
 *     Core, section 3.1</a>
 */
public final class OpenIdProvider {

  private final OpenIdClient client;
  private final IdentityTokens tokens;
  private final ProviderConnection connection = new ProviderConnection();

  public OpenIdProvider(OpenIdClient client, Clock clock) {
    this.client = client;
    this.tokens = new IdentityTokens(client, clock);
  }

  /**
   * Where to send the browser.
   *
   * @param back where the provider sends it then, with a code
   * @throws ProviderUnavailableException if the provider does not answer
   */
  public URI signIn(SignInAttempt attempt, URI back) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", client.id());
    query.put("redirect_uri", back.toString());
    query.put("scope", "openid email");
    query.put("state", attempt.state());
    query.put("nonce", attempt.nonce());
    query.put("code_challenge", attempt.challenge());
    query.put("code_challenge_method", "S256");
    String address = endpoint(description(), "authorization_endpoint").toString();
    return URI.create(
        address + (address.contains("?") ? "&" : "?") + ProviderConnection.encoded(query));
  }

  /**
   * The e-mail address of who signed in, which the provider has verified.
   *
   * @param code what the browser brought back
   * @param back as it was for {@link #signIn}
   * @throws SignInRefusedException if that cannot be relied on
   * @throws ProviderUnavailableException if the provider does not answer
   */
  public String email(String code, SignInAttempt attempt, URI back) {
    JsonNode description = description();
    String token = redeemed(code, attempt, back, description).path("id_token").asText();
    String keys = connection.get(endpoint(description, "jwks_uri")).toString();
    return tokens.email(token, keys, attempt);
  }

  private JsonNode redeemed(String code, SignInAttempt attempt, URI back, JsonNode description) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", back.toString());
    form.put("code_verifier", attempt.verifier());
    String secret = client.secret();
    if (secret != null && takesBasic(description)) {
      return connection.post(
          endpoint(description, "token_endpoint"),
          form,
          ProviderConnection.basic(client.id(), secret));
    }
    form.put("client_id", client.id());
    if (secret != null) {
      form.put("client_secret", secret);
    }
    return connection.post(endpoint(description, "token_endpoint"), form, null);
  }

  /** Who says nothing about it does, by OpenID Connect Discovery. */
  private static boolean takesBasic(JsonNode description) {
    JsonNode methods = description.path("token_endpoint_auth_methods_supported");
    for (JsonNode method : methods) {
      if (method.asText().equals("client_secret_basic")) {
        return true;
      }
    }
    return methods.isMissingNode();
  }

  private JsonNode description() {
    String issuer = client.issuer().toString();
    String folder = issuer.endsWith("/") ? issuer : issuer + "/";
    JsonNode description = connection.get(URI.create(folder + ".well-known/openid-configuration"));
    if (!description.path("issuer").asText().equals(issuer)) {
      throw new ProviderUnavailableException(
          "%s calls itself %s".formatted(issuer, description.path("issuer").asText()));
    }
    return description;
  }

  private static URI endpoint(JsonNode description, String name) {
    String address = description.path(name).asText();
    if (address.isEmpty()) {
      throw new ProviderUnavailableException("the provider's description has no " + name);
    }
    return URI.create(address);
  }
}
