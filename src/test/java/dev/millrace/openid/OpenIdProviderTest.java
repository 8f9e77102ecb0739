package dev.millrace.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom a provider's word is taken for. */
class OpenIdProviderTest {

  private static final URI BACK = URI.create("https://console.example/sign-in/oidc/return");
  private static final Map<String, @Nullable Object> ADA = Map.of("email", "ada@example.com");

  private final TestProvider server = new TestProvider();
  private final OpenIdProvider provider = provider(server.issuer(), TestProvider.SECRET);
  private final SignInAttempt attempt = SignInAttempt.start(new SecureRandom());

  OpenIdProviderTest() throws IOException {}

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void tellsVerifiedAddress() {
    String code = server.signIn(provider.signIn(attempt, BACK), ADA);
    assertThat(provider.email(code, attempt, BACK)).isEqualTo("ada@example.com");
  }

  @Test
  void asksForNothingButTheAddress() {
    server.signIn(provider.signIn(attempt, BACK), ADA);
    assertThat(server.asked("scope")).isEqualTo("openid email");
    assertThat(server.asked("response_type")).isEqualTo("code");
    assertThat(server.asked("redirect_uri")).isEqualTo(BACK.toString());
    assertThat(server.asked("code_challenge_method")).isEqualTo("S256");
  }

  static Stream<Arguments> doubtful() {
    return Stream.of(
        Arguments.of("nonce", "of another sign-in", "another sign-in"),
        Arguments.of("nonce", null, "another sign-in"),
        Arguments.of("iss", "https://elsewhere.example", "not to be believed"),
        Arguments.of("aud", "another", "not to be believed"),
        Arguments.of("azp", "another", "another client"),
        Arguments.of("exp", 1, "not to be believed"),
        Arguments.of("exp", null, "not to be believed"),
        Arguments.of("email_verified", false, "has not verified"),
        Arguments.of("email_verified", null, "has not verified"),
        Arguments.of("email", null, "no e-mail address"));
  }

  @ParameterizedTest
  @MethodSource("doubtful")
  void refusesTokenWith(String claim, @Nullable Object value, String why) {
    URI sent = provider.signIn(attempt, BACK);
    Map<String, @Nullable Object> claims = new HashMap<>(ADA);
    claims.put(claim, value);
    String code = server.signIn(sent, Collections.unmodifiableMap(claims));
    refuses(code, attempt, why);
  }

  @Test
  void refusesTokenSignedWithAnotherKey() {
    String code = server.signIn(provider.signIn(attempt, BACK), ADA);
    server.signWithAnotherKey();
    refuses(code, attempt, "not to be believed");
  }

  @Test
  void refusesCodeOfAnotherBrowser() {
    String code = server.signIn(provider.signIn(attempt, BACK), ADA);
    refuses(code, SignInAttempt.start(new SecureRandom()), "invalid_grant");
  }

  @Test
  void saysWhenProviderIsAnother() {
    OpenIdProvider other = provider(URI.create(server.issuer() + "/"), TestProvider.SECRET);
    assertThatThrownBy(() -> other.signIn(attempt, BACK))
        .isInstanceOf(ProviderUnavailableException.class)
        .hasMessageContaining("calls itself " + server.issuer());
  }

  @Test
  void saysWhenProviderDoesNotAnswer() {
    server.close();
    assertThatThrownBy(() -> provider.signIn(attempt, BACK))
        .isInstanceOf(ProviderUnavailableException.class);
  }

  private void refuses(String code, SignInAttempt by, String why) {
    assertThatThrownBy(() -> provider.email(code, by, BACK))
        .isInstanceOf(SignInRefusedException.class)
        .hasMessageContaining(why);
  }

  private static OpenIdProvider provider(URI issuer, String secret) {
    return new OpenIdProvider(
        new OpenIdClient(issuer, TestProvider.CLIENT, secret), Clock.systemUTC());
  }
}
