package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Partition;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.lake.Lake;
import dev.millrace.landing.Landing;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import dev.millrace.usage.Days;
import dev.millrace.usage.Figure;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.UsageEngine;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageLedger;
import dev.millrace.usage.UsageParquet;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Usage of days whose files in the lake the store has let expire. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class ExpiredLakeTest {

  private static final int KEPT = 35;

  @Inject DayOfArrival day;
  @Inject Lake lake;
  @Inject UsageEngine engine;
  @Inject UsageParquet parquet;
  @Inject UsageLedger ledger;
  @Inject Prices prices;
  @Inject Landing landing;
  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject ObjectStore store;
  @Inject Clock clock;

  @TempDir Path temp;

  private LocalDate today;
  private TestOrganisation organisation;
  private Arrivals arrivals;
  private Rollup rollup;

  @BeforeEach
  void enrol() {
    today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    organisation = new TestOrganisation(people, keys);
    Token token = Token.parse(organisation.token(Scope.OTEL_WRITE)).orElseThrow();
    arrivals = new Arrivals(landing, organisation.id(), token.id());
    RollupConfig config = new FolderSettings(temp, 256, 1, 4, Optional.of(KEPT));
    rollup =
        new Rollup(
            day,
            new Computation(
                store, lake, engine, parquet, ledger, of -> ZoneOffset.UTC, prices, config, clock));
  }

  @Test
  void staysWhateverComesLate() {
    LocalDate day = today.minusDays(KEPT);
    usageOf(day);
    expire(day);

    comeLate(day);

    assertThat(tokens(day)).isEqualTo(10);
    assertThat(tokens(today)).isEqualTo(3);
  }

  /** Its cumulative counters would count whole. */
  @Test
  void staysWhereOnlyDaysHaveExpiredThatItLooksBackTo() {
    LocalDate day = today.minusDays(KEPT - Days.FURTHER_BACK);
    usageOf(day);

    comeLate(day);

    assertThat(tokens(day)).isEqualTo(10);
  }

  @Test
  void takesUpWhatComesLateWhileAllIsKept() {
    LocalDate day = today.minusDays(KEPT - Days.FURTHER_BACK - 2);
    usageOf(day);

    comeLate(day);

    assertThat(tokens(day)).isEqualTo(15);
  }

  @Test
  void isComputedWhereThereIsNone() {
    LocalDate day = today.minusDays(2 * KEPT);

    comeLate(day);

    assertThat(tokens(day)).isEqualTo(5);
  }

  private void usageOf(LocalDate day) {
    arrivals.tokens(day, day + "T10:00:00Z", 10);
    run(day);
  }

  private void comeLate(LocalDate day) {
    arrivals.tokens(today, day + "T11:00:00Z", 5);
    arrivals.tokens(today, today + "T00:00:00Z", 3);
    run(today);
  }

  private void expire(LocalDate day) {
    try (Stream<StoredObject> objects = store.list("lake/")) {
      objects
          .map(StoredObject::key)
          .filter(key -> key.contains("=" + organisation.id() + "/") && key.contains("=" + day))
          .toList()
          .forEach(store::delete);
    }
  }

  private void run(LocalDate received) {
    rollup.run(new Partition(organisation.id(), received), RollupExtent.NEW);
  }

  private long tokens(LocalDate day) {
    List<UsageGroup> groups = ledger.usage(organisation.id(), day, day, Set.of());
    return groups.isEmpty() ? 0 : groups.get(0).count(Figure.TOKENS_INPUT);
  }
}
