package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Partition;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.lake.LakeFile;
import dev.millrace.lake.LakeLayout;
import dev.millrace.lake.LakeTable;
import dev.millrace.landing.Landing;
import dev.millrace.landing.RawObject;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import dev.millrace.tools.Telemetered;
import dev.millrace.usage.Figure;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.RollupRuns;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageLedger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a lake that another version wrote, some of it of what landed no more. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class OtherVersionTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-22");
  private static final int EARLIER_VERSION = LakeLayout.VERSION - 1;

  @Inject Rollup rollup;
  @Inject RecordedRollup recorded;
  @Inject RollupRuns runs;
  @Inject Landing landing;
  @Inject UsageLedger ledger;
  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject ObjectStore store;

  private TestOrganisation organisation;
  private Arrivals arrivals;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
    Token token = Token.parse(organisation.token(Scope.OTEL_WRITE)).orElseThrow();
    arrivals = new Arrivals(landing, organisation.id(), token.id());
  }

  @Test
  void convertsAnewWhatAnotherVersionWroteBeforeItIsReadAgain() {
    LocalDate before = DAY.minusDays(1);
    cumulativeTokens(before, "2026-11-21T23:00:00Z", 10);
    run(before);
    turnIntoWhatEarlierVersionLeft(before);
    cumulativeTokens(before, "2026-11-21T23:00:00Z", 10);
    cumulativeTokens(DAY, "2026-11-22T01:00:00Z", 14);

    assertThat(run(DAY)).containsExactly(before, DAY);

    assertThat(tokens(DAY, DAY)).isEqualTo(4);
    assertThat(tokens(before, before)).isEqualTo(10);
    assertThat(activityKeys(before))
        .doesNotContain(earlierKey(before))
        .filteredOn(key -> key.contains("received=" + before))
        .hasSize(1);
    assertThat(new Landscape(store, organisation.id()).of("lake/manifests/").keySet())
        .noneMatch(key -> key.contains("-all."));
    assertThat(run(before)).containsExactly(before);
    assertThat(run(before)).isEmpty();
  }

  @Test
  void leavesFilesOfEarlierVersionAloneOnceWhatLandedIsGone() {
    LocalDate before = DAY.minusDays(1);
    cumulativeTokens(before, "2026-11-21T23:00:00Z", 10);
    run(before);
    turnIntoWhatEarlierVersionLeft(before);
    arrivals.tokens(DAY, "2026-11-22T10:00:00Z", 5);

    assertThat(run(DAY)).containsExactly(DAY);

    assertThat(tokens(before, before)).isEqualTo(10);
    assertThat(activityKeys(before)).containsExactly(earlierKey(before));
  }

  @Test
  void leavesFilesOfEarlierVersionAloneOnceSomeThatLandedIsGone() {
    LocalDate before = DAY.minusDays(1);
    cumulativeTokens(before, "2026-11-21T23:00:00Z", 10);
    arrivals.tokens(before, "2026-11-21T10:00:00Z", 3);
    Partition partition = new Partition(organisation.id(), before);
    recorded.make(runs.requested(partition, "a test").id(), partition, RollupExtent.NEW);
    turnIntoWhatEarlierVersionLeft(before);
    arrivals.tokens(before, "2026-11-21T10:00:00Z", 3);
    arrivals.tokens(DAY, "2026-11-22T10:00:00Z", 5);

    assertThat(run(DAY)).containsExactly(DAY);

    assertThat(tokens(before, before)).isEqualTo(13);
    assertThat(activityKeys(before)).containsExactly(earlierKey(before));
  }

  @Test
  void leavesUsageOfDayOfWhichOnlyLateDataCanBeRead() {
    LocalDate before = DAY.minusDays(1);
    arrivals.tokens(before, "2026-11-21T10:00:00Z", 10);
    run(before);
    turnIntoWhatEarlierVersionLeft(before);
    arrivals.tokens(DAY, "2026-11-21T11:00:00Z", 5);
    arrivals.tokens(DAY, "2026-11-22T10:00:00Z", 3);

    assertThat(run(DAY)).containsExactly(DAY);
    assertThat(tokens(before, before)).isEqualTo(10);
  }

  @Test
  void computesDayThatHadNoUsageFromLateDataAlone() {
    LocalDate before = DAY.minusDays(1);
    arrivals.tokens(before, "2026-11-21T10:00:00Z", 0);
    run(before);
    turnIntoWhatEarlierVersionLeft(before);
    arrivals.tokens(DAY, "2026-11-21T11:00:00Z", 5);

    assertThat(run(DAY)).containsExactly(before);

    assertThat(tokens(before, before)).isEqualTo(5);
  }

  private RawObject cumulativeTokens(LocalDate received, String time, int tokens) {
    Map<String, Object> attributes =
        Map.of("session.id", "s1", "user.email", "ada@example.com", "type", "input");
    return arrivals.export(
        received,
        Telemetered.CLAUDE_CODE.point(
            "claude_code.token.usage", true, "2026-11-21T20:00:00Z", time, tokens, attributes));
  }

  /**
   * Its files and manifests as an earlier version wrote them, and nothing of what landed. The files
   * cannot be read, as files that lack a column.
   */
  private void turnIntoWhatEarlierVersionLeft(LocalDate day) {
    Landscape landscape = new Landscape(store, organisation.id());
    landscape.deleteLanded(new Partition(organisation.id(), day));
    landscape.of("lake/").keySet().stream()
        .filter(key -> key.contains("received=" + day))
        .forEach(store::delete);
    store.put(earlierKey(day), new byte[] {1, 2, 3});
    store.put(
        "lake/manifests/org=%s/received=%s-all.json".formatted(organisation.id(), day),
        "{\"version\":1,\"settled\":true,\"files\":[{\"key\":\"%s\",\"bytes\":3,\"rows\":1}]}"
            .formatted(earlierKey(day))
            .getBytes(StandardCharsets.UTF_8));
  }

  private String earlierKey(LocalDate day) {
    return LakeLayout.key(
        new LakeFile(LakeTable.ACTIVITY, organisation.id(), day, day, "all", EARLIER_VERSION));
  }

  private List<String> activityKeys(LocalDate day) {
    String prefix = LakeLayout.prefix(LakeTable.ACTIVITY, organisation.id(), day);
    try (Stream<StoredObject> found = store.list(prefix)) {
      return found.map(StoredObject::key).toList();
    }
  }

  private Set<LocalDate> run(LocalDate received) {
    return rollup.run(new Partition(organisation.id(), received), RollupExtent.NEW).eventDates();
  }

  private long tokens(LocalDate from, LocalDate to) {
    List<UsageGroup> groups = ledger.usage(organisation.id(), from, to, Set.of());
    return groups.isEmpty() ? 0 : groups.get(0).count(Figure.TOKENS_INPUT);
  }
}
