package dev.millrace.usage;

import static dev.millrace.tools.Measure.PROMPTS;
import static dev.millrace.tools.Measure.TOKENS_INPUT;
import static dev.millrace.usage.Facts.ALICE;
import static dev.millrace.usage.UsageOf.DAY;
import static dev.millrace.usage.UsageOf.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.tools.Activity;
import dev.millrace.tools.Activity.PersonSource;
import dev.millrace.tools.Measure;
import java.nio.file.Path;
import java.util.ArrayList;
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
  void givesASessionToNobodyForAPersonalKeyThatKnowsItsId() {
    Facts own = ALICE.by("mallory@example.com", PersonSource.KEY).preferred(0);
    Facts relayed = INSTALLATION.through("collector").preferred(1);
    List<UsageRow> rows =
        usage.onTheDay(
            own.delta(TOKENS_INPUT, NINE, 5),
            relayed.delta(TOKENS_INPUT, NINE, 7),
            relayed.event(PROMPTS, NINE, 1));
    assertThat(rows)
        .extracting(UsageRow::person, UsageRow::tokensInput, UsageRow::prompts)
        .containsExactly(
            tuple("i-17", 0L, 1L),
            tuple("i-17", 7L, 0L),
            tuple("mallory@example.com", 0L, 0L),
            tuple("mallory@example.com", 5L, 0L));
  }

  @Test
  void takesOfTwoCopiesTheOwnersUnlessTheOtherNamesAnotherAddress() {
    assertThat(peopleOf(ALICE, "alice@example.com")).containsExactly("alice@example.com");
    assertThat(peopleOf(ALICE, "mallory@example.com")).containsExactly("alice@example.com");
    assertThat(peopleOf(INSTALLATION, "alice@example.com")).containsExactly("alice@example.com");
  }

  /** Of a record, an amount and a counter that came with an organisation's and a personal key. */
  private List<String> peopleOf(Facts facts, String owner) {
    List<Activity> rows = new ArrayList<>();
    for (Activity row :
        List.of(
            facts.event(PROMPTS, NINE, 1),
            facts.delta(TOKENS_INPUT, NINE, 5),
            facts.cumulative(Measure.COMMITS, NINE, "2026-03-04T09:30:00Z", 3))) {
      rows.add(row);
      rows.add(RandomActivity.withPersonalKey(row, owner));
    }
    List<UsageRow> usage = this.usage.on(DAY, DAY, rows);
    assertThat(sum(usage, UsageRow::prompts)).isEqualTo(1);
    assertThat(sum(usage, UsageRow::tokensInput)).isEqualTo(5);
    assertThat(sum(usage, UsageRow::commits)).isEqualTo(3);
    return usage.stream().map(UsageRow::person).distinct().toList();
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
