package dev.millrace.rollup;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.people.People;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.RollupQueue;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRuns;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Looks, whenever it is told to, for days that have grown since they were last rolled up, today and
 * some days back, and asks for them.
 *
 * <p>So a day gets its last rollup soon after it ended, and what was missed while nothing ran is
 * made up for.
 */
@Singleton
class RollupSchedule {

  private static final String REQUESTED_BY = "schedule";

  /**
   * A run that has not begun by then is not waited for: nobody may ever have been told of it. Less
   * than a day, so that a daily look finds it lost.
   */
  private static final Duration LOST_AFTER = Duration.ofHours(20);

  private final RollupConfig config;
  private final RollupQueue queue;
  private final RollupRuns runs;
  private final Growth growth;
  private final People people;
  private final KeyRegistry keys;
  private final Clock clock;

  RollupSchedule(
      RollupConfig config,
      RollupQueue queue,
      RollupRuns runs,
      Growth growth,
      People people,
      KeyRegistry keys,
      Clock clock) {
    this.config = config;
    this.queue = queue;
    this.runs = runs;
    this.growth = growth;
    this.people = people;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Asks for a rollup of every partition that has grown; repairs published keys on the way.
   *
   * @return the runs that were asked for
   */
  List<RollupRun> look() {
    LocalDate first = today().minusDays(config.catchUpDays());
    return look(org -> first);
  }

  /**
   * The same, but looks back to the last rollup that ended well, if that is longer ago: for after a
   * start, since nobody knows how long nothing ran before.
   */
  List<RollupRun> lookSinceLastRun() {
    LocalDate first = today().minusDays(config.catchUpDays());
    return look(
        org -> runs.lastDone(org).map(RollupSchedule::day).filter(first::isAfter).orElse(first));
  }

  private List<RollupRun> look(Function<OrgId, LocalDate> first) {
    keys.publishAll();
    return people.organisations().stream()
        .flatMap(org -> partitionsOf(org, first.apply(org)))
        .filter(growth::hasGrown)
        .filter(partition -> !isWaiting(partition))
        .map(partition -> queue.request(partition, RollupExtent.NEW, REQUESTED_BY))
        .toList();
  }

  /**
   * What has not begun finds what has landed until then. To ask again would let the queue of an
   * organisation grow without end where each of one day's runs fails, and takes hours to be given
   * up, while the others wait behind it.
   */
  private boolean isWaiting(Partition partition) {
    return runs.isWaiting(partition, clock.instant().minus(LOST_AFTER));
  }

  private Stream<Partition> partitionsOf(OrgId org, LocalDate first) {
    return first.datesUntil(today().plusDays(1)).map(day -> new Partition(org, day));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static LocalDate day(RollupRun run) {
    return LocalDate.ofInstant(run.requestedAt(), ZoneOffset.UTC);
  }
}
