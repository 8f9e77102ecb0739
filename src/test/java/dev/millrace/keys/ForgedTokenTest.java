package dev.millrace.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.DirectoryObjectStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that were guessed, cut, mistyped or put together: none gets in, or learns why not. */
class ForgedTokenTest {

  private static final String NO_SUCH_KEY =
      "there is no such API key; ask an owner of your organisation for one";
  private static final int TRIES = 500;

  /**
   * That one of 62 digits is missing from so many at any of 42 places is a chance of 1 in 10^14.
   */
  private static final int DRAWS = 2500;

  @TempDir Path folder;

  private final SecureRandom random = new SecureRandom();
  private final Token token = Token.generate(KeyKind.ORGANIZATION, random);
  private BreakableStore store;
  private KeyCheck check;

  @BeforeEach
  void publish() {
    ObjectMapper json =
        new ObjectMapper()
            .findAndRegisterModules()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    store = new BreakableStore(new DirectoryObjectStore(folder));
    PublishedKeys published = new PublishedKeys(store, json);
    published.publish(
        new Verifier(
            token.id(),
            new OrgId("acme"),
            token.kind(),
            null,
            Set.of(Scope.values()),
            token.secretSha256(),
            null,
            null));
    check =
        new KeyCheck(published, Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC));
  }

  @Test
  void everyCutOrFlippedTokenIsRefusedWithoutAskingTheStore() {
    store.breakDown("keys/");

    List<String> wrong = new ArrayList<>();
    for (int at = 0; at < token.text().length(); at++) {
      wrong.add(token.text().substring(0, at));
      wrong.add(token.text().substring(at + 1));
      for (int bit = 0; bit < 7; bit++) {
        wrong.add(flipped(at, bit));
      }
    }

    assertThat(wrong).allSatisfy(text -> assertThat(why(text)).contains("not a Millrace API key"));
  }

  @Test
  void wellFormedTokenOfKnownKeyIsToldNoMoreThanOneOfUnknownKey() {
    for (int i = 0; i < TRIES; i++) {
      Token other = Token.generate(KeyKind.ORGANIZATION, random);
      Token guessed = new Token(token.kind(), token.id(), other.secret());
      Token otherKind = new Token(KeyKind.PERSONAL, token.id(), token.secret());
      Token neighbour = new Token(token.kind(), other.id(), token.secret());

      assertThat(List.of(why(other.text()), why(guessed.text()))).containsOnly(NO_SUCH_KEY);
      assertThat(List.of(why(otherKind.text()), why(neighbour.text()))).containsOnly(NO_SUCH_KEY);
    }
  }

  @Test
  void noPlaceOfSecretCanBeGuessed() {
    List<Set<Character>> seen = new ArrayList<>();
    for (int i = 0; i < DRAWS; i++) {
      String secret = Token.generate(KeyKind.PERSONAL, random).secret();
      for (int at = 0; at < secret.length(); at++) {
        if (i == 0) {
          seen.add(new HashSet<>());
        }
        seen.get(at).add(secret.charAt(at));
      }
    }

    // 256 bits do not quite fill the first of 43 digits.
    assertThat(seen.subList(1, seen.size())).allSatisfy(digits -> assertThat(digits).hasSize(62));
  }

  @Test
  void noTextNamesSecret() {
    assertThat(token.toString() + new KeyId(token.id().value())).doesNotContain(token.secret());
    assertThat(check.check("Bearer " + token.text()).toString()).doesNotContain(token.secret());
  }

  private String why(String text) {
    KeyVerdict verdict = check.check("Bearer " + text);
    assertThat(verdict).isInstanceOf(KeyVerdict.Refused.class);
    return ((KeyVerdict.Refused) verdict).why();
  }

  private String flipped(int at, int bit) {
    StringBuilder text = new StringBuilder(token.text());
    text.setCharAt(at, (char) (text.charAt(at) ^ (1 << bit)));
    return text.toString();
  }
}
