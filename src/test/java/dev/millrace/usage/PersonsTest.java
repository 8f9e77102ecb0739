package dev.millrace.usage;

import static dev.millrace.tools.Measure.PROMPTS;
import static dev.millrace.tools.Measure.TOKENS_INPUT;
import static dev.millrace.usage.Facts.ALICE;
import static dev.millrace.usage.UsageOf.DAY;
import static dev.millrace.usage.UsageOf.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.tools.Activity.PersonSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a session is, if its records know the person by different names. */
class PersonsTest {

  private static final String NINE = "2026-03-04T09:00:00Z";
  private static final Facts INSTALLATION = ALICE.by("i-17", PersonSource.INSTALLATION);

  @TempDir Path temp;
  private UsageOf usage;

  @BeforeEach
  void open() {
    usage = new UsageOf(temp);
  }

  @Test
  void givesTheWholeSessionToTheBestKnownPersonOfIt() {
    List<UsageRow> rows =
        usage.onTheDay(ALICE.event(PROMPTS, NINE, 1), INSTALLATION.delta(TOKENS_INPUT, NINE, 5));
    assertThat(rows)
        .extracting(UsageRow::person, UsageRow::personSource)
        .containsOnly(tuple("alice@example.com", "email"));
    assertThat(sum(rows, UsageRow::tokensInput)).isEqualTo(5);
    assertThat(sum(rows, UsageRow::sessions)).isEqualTo(1);
  }

  @Test
  void countsWhatCameThroughPersonalKeyAndThroughACollectorForTheOwnerOfTheKey() {
    Facts own = ALICE.by("alice@home.example", PersonSource.KEY).preferred(0);
    Facts relayed = ALICE.through("collector").preferred(1);
    List<UsageRow> rows =
        usage.onTheDay(
            own.delta(TOKENS_INPUT, NINE, 5),
            relayed.delta(TOKENS_INPUT, NINE, 5),
            relayed.event(PROMPTS, NINE, 1));
    assertThat(rows).extracting(UsageRow::person).containsOnly("alice@home.example");
    assertThat(sum(rows, UsageRow::tokensInput)).isEqualTo(5);
  }

  @Test
  void leavesWhatIsEquallyWellKnownToEach() {
    Facts bob = ALICE.by("bob@example.com", PersonSource.EMAIL);
    List<UsageRow> rows =
        usage.onTheDay(ALICE.event(PROMPTS, NINE, 1), bob.event(PROMPTS, NINE, 1));
    assertThat(rows)
        .extracting(UsageRow::person, UsageRow::prompts)
        .containsExactly(tuple("alice@example.com", 1L), tuple("bob@example.com", 1L));
  }

  @Test
  void takesNothingFromTheOwnerOfPersonalKey() {
    Facts mallory = ALICE.by("mallory@example.com", PersonSource.KEY);
    Facts owner = ALICE.by("alice@example.com", PersonSource.KEY);
    List<UsageRow> rows =
        usage.onTheDay(owner.event(PROMPTS, NINE, 1), mallory.event(PROMPTS, NINE, 2));
    assertThat(rows)
        .extracting(UsageRow::person, UsageRow::prompts)
        .containsExactly(tuple("alice@example.com", 1L), tuple("mallory@example.com", 2L));
  }

  @Test
  void joinsNobodyOutsideTheSessionTheToolOrTheDay() {
    List<UsageRow> rows =
        usage.on(
            DAY.minusDays(1),
            DAY,
            List.of(
                ALICE.event(PROMPTS, NINE, 1),
                INSTALLATION.in("s2").event(PROMPTS, NINE, 1),
                INSTALLATION.in("").event(PROMPTS, NINE, 1),
                INSTALLATION.of("codex").event(PROMPTS, NINE, 1),
                INSTALLATION.event(PROMPTS, "2026-03-03T09:00:00Z", 1)));
    assertThat(rows)
        .filteredOn(row -> row.person().equals("i-17"))
        .extracting(UsageRow::eventDate, UsageRow::tool, UsageRow::prompts)
        .containsExactly(
            tuple(DAY.minusDays(1), "claude-code", 1L),
            tuple(DAY, "claude-code", 2L),
            tuple(DAY, "codex", 1L));
  }
}
