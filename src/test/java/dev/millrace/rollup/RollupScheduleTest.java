package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.KeyId;
import dev.millrace.MovableClock;
import dev.millrace.Partition;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.Landing;
import dev.millrace.landing.RawObject;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.BreakableStoreProfile;
import dev.millrace.store.CountingStore;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRuns;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which days a look at what landed asks for. */
@QuarkusTest
@TestProfile(BreakableStoreProfile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class RollupScheduleTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

  @Inject RollupSchedule schedule;
  @Inject RollupRuns runs;
  @Inject Landing landing;
  @Inject ObjectStore store;
  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject Clock clock;

  private Instant before;
  private TestOrganisation organisation;
  private Arrivals arrivals;

  @BeforeEach
  void enrol() {
    before = clock.instant();
    organisation = new TestOrganisation(people, keys);
    KeyId key = Token.parse(organisation.token(Scope.OTEL_WRITE)).orElseThrow().id();
    arrivals = new Arrivals(landing, organisation.id(), key);
  }

  @AfterEach
  void turnTheClockBack() {
    ((MovableClock) clock).set(before);
  }

  @Test
  void asksForDayThatGrewAndForNoneThatDidNot() throws InterruptedException {
    arrivals.tokens(TODAY, "2026-11-23T00:10:00Z", 1);
    arrivals.tokens(TODAY.minusDays(1), "2026-11-22T00:10:00Z", 1);
    assertThat(look()).containsExactlyInAnyOrder(TODAY, TODAY.minusDays(1));

    assertThat(look()).isEmpty();

    arrivals.tokens(TODAY, "2026-11-23T00:20:00Z", 1);
    assertThat(look()).containsExactly(TODAY);
  }

  @Test
  void asksForWhatWasMissedForAWeekAndNotForMore() throws InterruptedException {
    arrivals.tokens(TODAY.minusDays(7), "2026-11-16T00:10:00Z", 1);
    arrivals.tokens(TODAY.minusDays(8), "2026-11-15T00:10:00Z", 1);

    assertThat(look()).containsExactly(TODAY.minusDays(7));
  }

  @Test
  void asksAfterStartForAllThatWasMissedSinceTheLastRun() throws InterruptedException {
    arrivals.tokens(TODAY, "2026-11-23T00:10:00Z", 1);
    look();
    arrivals.tokens(TODAY.plusDays(1), "2026-11-24T00:10:00Z", 1);

    ((MovableClock) clock).set(Instant.parse("2027-01-15T12:00:00Z"));

    assertThat(look()).isEmpty();
    assertThat(look(schedule::lookSinceLastRun))
        .containsExactlyInAnyOrder(TODAY, TODAY.plusDays(1));
  }

  @Test
  void asksForDayOnceMoreAfterMidnight() throws InterruptedException {
    arrivals.tokens(TODAY, "2026-11-23T00:10:00Z", 1);
    look();
    arrivals.tokens(TODAY, "2026-11-23T23:59:59Z", 1);

    ((MovableClock) clock).set(Instant.parse("2026-11-24T00:00:01Z"));

    assertThat(look()).containsExactly(TODAY);
    assertThat(runs.latest(organisation.id(), 1).get(0).objects()).isEqualTo(2);
  }

  @Test
  void asksForWhatLandedWhileTheClockWasAheadWhenThatDayHasCome() throws InterruptedException {
    arrivals.tokens(TODAY.plusDays(2), "2026-11-23T00:10:00Z", 1);
    assertThat(look()).isEmpty();

    ((MovableClock) clock).set(Instant.parse("2026-11-25T12:00:00Z"));

    assertThat(look()).containsExactly(TODAY.plusDays(2));
    assertThat(runs.latest(organisation.id(), 1).get(0).eventDates()).containsExactly(TODAY);
  }

  @Test
  void asksOnceForDayOfWhichLessIsLeftThanWasRolledUp() throws InterruptedException {
    arrivals.tokens(TODAY, "2026-11-23T00:10:00Z", 1);
    look();
    Partition partition = new Partition(organisation.id(), TODAY);
    new Landscape(store, organisation.id()).deleteLanded(partition);
    assertThat(asked()).isEmpty();

    arrivals.tokens(TODAY, "2026-11-23T00:20:00Z", 2);
    ((MovableClock) clock).advance(Duration.ofSeconds(1));

    assertThat(asked()).containsExactly(TODAY);
    assertThat(Runs.ended(runs, organisation.id()).get(0).error()).contains("no longer kept");
    assertThat(asked()).isEmpty();
  }

  @Test
  void asksForDayOnceMoreWhenItIsOver() throws InterruptedException {
    arrivals.tokens(TODAY, "2026-11-23T00:10:00Z", 1);
    look();

    ((MovableClock) clock).set(Instant.parse("2026-11-24T00:00:01Z"));

    assertThat(look()).containsExactly(TODAY);
    assertThat(look()).isEmpty();
  }

  @Test
  void readsNothingWhereNothingIsNew() throws InterruptedException {
    arrivals.tokens(TODAY, "2026-11-23T00:10:00Z", 1);
    arrivals.tokens(TODAY.minusDays(1), "2026-11-22T00:10:00Z", 1);
    look();
    CountingStore counting = new CountingStore(store);
    Growth growth = new Growth(counting, new LandedExports(counting), runs, clock);

    assertThat(growth.hasGrown(new Partition(organisation.id(), TODAY))).isFalse();
    assertThat(growth.hasGrown(new Partition(organisation.id(), TODAY.minusDays(1)))).isFalse();

    assertThat(counting.reads()).isEmpty();
  }

  @Test
  void asksAgainOnceWhatWasDamagedIsRepaired() throws InterruptedException {
    RawObject object = arrivals.tokens(TODAY, "2026-11-23T00:10:00Z", 1);
    byte[] damaged = store.get(object.key()).orElseThrow();
    damaged[damaged.length / 2] ^= 1;
    store.put(object.key(), damaged);
    assertThat(look()).containsExactly(TODAY);
    assertThat(runs.latest(organisation.id(), 1).get(0).setAsideTotal()).isEqualTo(1);
    assertThat(look()).isEmpty();

    arrivals.tokens(TODAY, "2026-11-23T00:10:00Z", 1);

    assertThat(look()).containsExactly(TODAY);
    assertThat(runs.latest(organisation.id(), 1).get(0).setAsideTotal()).isZero();
    assertThat(look()).isEmpty();
  }

  @Test
  void asksForNoneThatWaitsUnlessSinceTheDayBefore() {
    arrivals.tokens(TODAY, "2026-11-23T00:10:00Z", 1);
    runs.requested(new Partition(organisation.id(), TODAY), "a test");
    assertThat(asked()).isEmpty();

    ((MovableClock) clock).advance(Duration.ofDays(1).minusMinutes(1));

    assertThat(asked()).containsExactly(TODAY);
  }

  @Test
  void asksForOneThatRunsAndMayHaveMissedWhatGrew() {
    arrivals.tokens(TODAY, "2026-11-23T00:10:00Z", 1);
    runs.started(runs.requested(new Partition(organisation.id(), TODAY), "a test").id());

    assertThat(asked()).containsExactly(TODAY);
  }

  @Test
  void asksForNothingWhereNothingLanded() throws InterruptedException {
    assertThat(look()).isEmpty();
  }

  /** Looks, and gives the days that were asked for, rolled up or not. */
  private List<LocalDate> asked() {
    return schedule.look().stream()
        .map(RollupRun::partition)
        .filter(partition -> partition.org().equals(organisation.id()))
        .map(Partition::received)
        .toList();
  }

  /** Looks, and gives the days that were asked for once they are rolled up. */
  private List<LocalDate> look() throws InterruptedException {
    return look(schedule::look);
  }

  private List<LocalDate> look(Runnable how) throws InterruptedException {
    int had = runs.latest(organisation.id(), 100).size();
    ((MovableClock) clock).advance(Duration.ofSeconds(1));
    how.run();
    List<RollupRun> all = Runs.ended(runs, organisation.id());
    assertThat(all).allMatch(run -> run.state() == RollupRun.State.DONE);
    return all.subList(0, all.size() - had).stream()
        .map(run -> run.partition().received())
        .toList();
  }
}
