package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.KeyId;
import dev.millrace.MovableClock;
import dev.millrace.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions as signed texts. */
class SessionsTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Session OF_KEY =
      new Session("a session", new OrgId("acme"), new KeyId("0123456789ab"), null, NOON);

  private final MovableClock clock = new MovableClock(NOON);
  private final Sessions sessions = sessions("0123456789abcdef0123456789abcdef");

  @Test
  void opensWhatItSealed() {
    Session ofMember =
        new Session(
            "a session", new OrgId("acme"), new KeyId("0123456789ab"), "ada@example.com", NOON);

    assertThat(sessions.opened(sessions.sealed(OF_KEY))).contains(OF_KEY);
    assertThat(sessions.opened(sessions.sealed(ofMember))).contains(ofMember);
  }

  @Test
  void opensNothingAfterTwelveHours() {
    String sealed = sessions.sealed(OF_KEY);
    clock.advance(Duration.ofHours(12));

    assertThat(sessions.opened(sealed)).isEmpty();
  }

  @Test
  void opensNothingThatWasChanged() {
    String sealed = sessions.sealed(OF_KEY);
    String other =
        sessions.sealed(
            new Session("a session", new OrgId("acne"), OF_KEY.key(), null, OF_KEY.since()));
    String mixed = other.substring(0, other.indexOf('.')) + sealed.substring(sealed.indexOf('.'));

    assertThat(sessions.opened(mixed)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.b", "nothing", "%%%.%%%"})
  void opensNothingThatIsNone(String text) {
    assertThat(sessions.opened(text)).isEmpty();
  }

  @Test
  void opensNothingThatAnotherSealed() {
    assertThat(sessions.opened(sessions("another secret of 32 characters.").sealed(OF_KEY)))
        .isEmpty();
  }

  @Test
  void givesFormTokenThatOpensNothing() {
    String sealed = sessions.sealed(OF_KEY);
    String content = sealed.substring(0, sealed.indexOf('.'));

    assertThat(sessions.opened(content + "." + sessions.csrfToken(content))).isEmpty();
  }

  @Test
  void opensNothingWithoutSecret() {
    Sessions none = new Sessions(Optional.empty(), clock);

    assertThat(none.possible()).isFalse();
    assertThat(none.opened(sessions.sealed(OF_KEY))).isEmpty();
  }

  @Test
  void refusesSecretThatIsShort() {
    assertThatThrownBy(() -> SessionSecret.of("short"))
        .hasMessage("a session secret has at least 32 characters, but had 5");
    assertThat(SessionSecret.of("x".repeat(32))).hasToString("…");
  }

  private Sessions sessions(String secret) {
    return new Sessions(Optional.of(SessionSecret.of(secret)), clock);
  }
}
