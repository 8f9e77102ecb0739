package dev.millrace.lake;

import static dev.millrace.tools.Telemetered.CLAUDE_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.otlp.Export;
import dev.millrace.tools.Telemetered;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The number by which rows of activity lie, and by which usage is computed of some at a time. */
class SessionHashTest {

  private static final String TIME = "2026-03-04T12:01:00Z";
  private static final int PARTS = 256;
  private static final int PER_PART = 100;

  @Test
  void isTheSameForAllThatIsToldOfASession() {
    Map<String, Object> session = Map.of("session.id", "s1");
    int hash = hash(commits(1, session));

    assertThat(hash(commits(2, session))).isEqualTo(hash);
    assertThat(hash(CLAUDE_CODE.event("user_prompt", TIME, session))).isEqualTo(hash);
  }

  /** It stands in files: another hash is another version of these. */
  @Test
  void isThatOfTheVersionOfTheLake() {
    assertThat(hash(commits(1, Map.of("session.id", "s1")))).isEqualTo(1856755908);
  }

  @Test
  void spreadsSessionsEvenly() {
    int[] counts = new int[PARTS];
    IntStream.range(0, PARTS * PER_PART)
        .forEach(i -> counts[part(commits(1, Map.of("session.id", id(i))))]++);

    assertThat(IntStream.of(counts)).allMatch(count -> Math.abs(count - PER_PART) < PER_PART / 2);
  }

  @Test
  void spreadsWhatNamesNoSession() {
    assertThat(
            IntStream.range(0, PARTS)
                .map(i -> part(CLAUDE_CODE.event("user_prompt", TIME, Map.of("prompt.id", i))))
                .distinct()
                .count())
        .isGreaterThan(PARTS / 2);
    assertThat(
            IntStream.range(0, PARTS)
                .map(i -> part(commits(1, Map.of("user.id", i))))
                .distinct()
                .count())
        .isGreaterThan(PARTS / 2);
  }

  private static String id(int number) {
    return UUID.nameUUIDFromBytes(("" + number).getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static Export commits(int count, Map<String, Object> attributes) {
    return CLAUDE_CODE.delta("claude_code.commit.count", TIME, count, attributes);
  }

  private static int part(Export export) {
    return (int) (hash(export) * (long) PARTS / LakeLayout.SESSION_HASHES);
  }

  private static int hash(Export export) {
    return ActivityTable.sessionHash(Telemetered.activity(export, "2026-03-04").get(0));
  }
}
