package dev.millrace.rollup;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.LandedExports.Listed;
import dev.millrace.people.People;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRuns;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Looks now and then for days that have grown since they were last rolled up, today and some days
 * back, and asks for them.
 *
 * <p>So a day gets its last rollup soon after it ended, and what was missed while the server was
 * down is made up for.
 */
@Singleton
class RollupSchedule {

  /** After a start, the first requests come first. */
  private static final Duration FIRST = Duration.ofSeconds(10);

  private static final String REQUESTED_BY = "schedule";

  private final RollupConfig config;
  private final RollupWorker worker;
  private final RollupRuns runs;
  private final LandedExports landed;
  private final People people;
  private final KeyRegistry keys;
  private final Clock clock;

  RollupSchedule(
      RollupConfig config,
      RollupWorker worker,
      RollupRuns runs,
      LandedExports landed,
      People people,
      KeyRegistry keys,
      Clock clock) {
    this.config = config;
    this.worker = worker;
    this.runs = runs;
    this.landed = landed;
    this.people = people;
    this.keys = keys;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    config.every().ifPresent(pause -> worker.repeat(this::look, FIRST, pause));
  }

  /** Asks for a rollup of every partition that has grown; repairs published keys on the way. */
  void look() {
    keys.publishAll();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    for (OrgId org : people.organisations()) {
      today
          .minusDays(config.catchUpDays())
          .datesUntil(today.plusDays(1))
          .map(day -> new Partition(org, day))
          .filter(this::hasGrown)
          .forEach(partition -> worker.request(partition, REQUESTED_BY));
    }
  }

  private boolean hasGrown(Partition partition) {
    List<Listed> exports = landed.list(partition);
    if (exports.isEmpty()) {
      return false;
    }
    Optional<RollupRun> last = runs.lastDone(partition);
    return last.isEmpty()
        || last.get().objects() != exports.size()
        || last.get().bytes() != Rollup.bytes(exports);
  }
}
