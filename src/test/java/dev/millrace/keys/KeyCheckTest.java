package dev.millrace.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.millrace.KeyId;
import dev.millrace.MovableClock;
import dev.millrace.OrgId;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.DirectoryObjectStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, for how long, and what becomes of it when the store cannot be read. */
class KeyCheckTest {

  private static final Duration HIT = Duration.ofSeconds(60);
  private static final Duration MISS = Duration.ofSeconds(10);
  private static final Duration STALE = Duration.ofMinutes(15);

  @TempDir Path folder;

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
  private final Token token = Token.generate(KeyKind.ORGANIZATION, new SecureRandom());
  private BreakableStore store;
  private PublishedKeys published;
  private KeyCheck check;

  @BeforeEach
  void publish() {
    store = new BreakableStore(new DirectoryObjectStore(folder));
    ObjectMapper json =
        new ObjectMapper()
            .findAndRegisterModules()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    published = new PublishedKeys(store, json);
    check = new KeyCheck(new CachedKeys(published, clock, times()), clock);
  }

  @Test
  void letsGoodKeyIn() {
    published.publish(verifier(null, null));

    assertThat(accepted()).isEqualTo(verifier(null, null));
  }

  @Test
  void readsPublishedVerifierWithAllItsMembers() {
    Token personal = Token.generate(KeyKind.PERSONAL, new SecureRandom());
    Verifier verifier =
        new Verifier(
            personal.id(),
            new OrgId("acme"),
            KeyKind.PERSONAL,
            "ada@example.com",
            Set.of(Scope.values()),
            personal.secretSha256(),
            clock.instant().plusSeconds(1),
            clock.instant());
    published.publish(verifier);

    assertThat(published.find(personal.id())).contains(verifier);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer ", "BEARER ", "Bearer   "})
  void readsSchemeInAnyCase(String scheme) {
    published.publish(verifier(null, null));

    assertThat(check.check(scheme + token.text())).isInstanceOf(KeyVerdict.Accepted.class);
  }

  @Tag("R-35")
  @Test
  void refusesMissingHeader() {
    assertThat(why(null)).contains("no Authorization header");
  }

  @Tag("R-35")
  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "mro_x"})
  void refusesOtherSchemes(String header) {
    assertThat(why(header)).contains("not of the form");
  }

  @Test
  void refusesWrongChecksumWithoutAskingTheStore() {
    store.breakDown();

    assertThat(why("Bearer " + token.text() + "x")).contains("not a Millrace API key");
  }

  @Tag("R-35")
  @Test
  void refusesUnknownKey() {
    assertThat(why(bearer())).contains("no such API key");
  }

  @Test
  void refusesOtherSecretOfKnownKey() {
    published.publish(verifier(null, null));
    Token other = Token.generate(KeyKind.ORGANIZATION, new SecureRandom());
    Token forged = new Token(KeyKind.ORGANIZATION, token.id(), other.secret());

    assertThat(why("Bearer " + forged.text())).contains("no such API key");
  }

  @Test
  void refusesKeyOfOtherKind() {
    published.publish(verifier(null, null));
    Token forged = new Token(KeyKind.PERSONAL, token.id(), token.secret());

    assertThat(why("Bearer " + forged.text())).contains("no such API key");
  }

  @Tag("R-35")
  @Test
  void refusesExpiredKeyFromTheMomentItExpires() {
    published.publish(verifier(clock.instant().plusSeconds(5), null));
    assertThat(accepted()).isNotNull();

    clock.advance(Duration.ofSeconds(5));
    assertThat(why(bearer())).contains("has expired");
  }

  @Test
  void refusesRevokedKeyWithinTheTimeAHitIsBelieved() {
    published.publish(verifier(null, null));
    assertThat(accepted()).isNotNull();
    published.publish(verifier(null, clock.instant()));
    assertThat(accepted()).isNotNull();

    clock.advance(HIT);
    assertThat(why(bearer())).contains("was revoked");
  }

  @Test
  void letsNewKeyInOnceTheMissIsForgotten() {
    assertThat(why(bearer())).contains("no such API key");
    published.publish(verifier(null, null));

    clock.advance(MISS);
    assertThat(accepted()).isNotNull();
  }

  @Tag("R-36")
  @Test
  void tellsNothingOfUnknownKeyWhileTheStoreIsOut() {
    store.breakDown();

    assertThat(check.check(bearer())).isInstanceOf(KeyVerdict.Unavailable.class);
  }

  @Tag("R-36")
  @Test
  void letsKnownKeyInWhileTheStoreIsOutButNotForEver() {
    published.publish(verifier(null, null));
    assertThat(accepted()).isNotNull();
    store.breakDown();

    clock.advance(STALE.minusSeconds(1));
    assertThat(accepted()).isNotNull();
    clock.advance(Duration.ofSeconds(11));
    assertThat(check.check(bearer())).isInstanceOf(KeyVerdict.Unavailable.class);
  }

  @Tag("R-36")
  @Test
  void tellsNothingOfKeyWhoseObjectIsUnreadable() {
    store.put("keys/" + token.id() + ".json", new byte[] {'{'});

    assertThat(check.check(bearer())).isInstanceOf(KeyVerdict.Unavailable.class);
  }

  private String bearer() {
    return "Bearer " + token.text();
  }

  private Verifier accepted() {
    return ((KeyVerdict.Accepted) check.check(bearer())).key();
  }

  private String why(@Nullable String header) {
    return ((KeyVerdict.Refused) check.check(header)).why();
  }

  private Verifier verifier(@Nullable Instant expiresAt, @Nullable Instant revokedAt) {
    KeyId id = token.id();
    return new Verifier(
        id,
        new OrgId("acme"),
        KeyKind.ORGANIZATION,
        null,
        Set.of(Scope.OTEL_WRITE),
        token.secretSha256(),
        expiresAt,
        revokedAt);
  }

  private static KeysConfig.Cache times() {
    return new KeysConfig.Cache() {
      @Override
      public Duration hit() {
        return HIT;
      }

      @Override
      public Duration miss() {
        return MISS;
      }

      @Override
      public Duration stale() {
        return STALE;
      }
    };
  }
}
