package dev.millrace.rollup;

import dev.millrace.database.DatabaseReady;
import io.quarkus.arc.profile.UnlessBuildProfile;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The clock of the local server: it looks now and then, and soon after midnight UTC. */
@Singleton
@UnlessBuildProfile("function")
class RollupTimer {

  /** After a start, the first requests come first. */
  private static final Duration FIRST = Duration.ofSeconds(10);

  /** What was sent in the last moments of a day has landed by then. */
  private static final Duration AFTER_MIDNIGHT = Duration.ofMinutes(1);

  private final RollupConfig config;
  private final RollupWorker worker;
  private final RollupSchedule schedule;
  private final Clock clock;

  RollupTimer(RollupConfig config, RollupWorker worker, RollupSchedule schedule, Clock clock) {
    this.config = config;
    this.worker = worker;
    this.schedule = schedule;
    this.clock = clock;
  }

  void start(@Observes DatabaseReady event) {
    config
        .every()
        .ifPresent(
            every -> {
              worker.once(schedule::lookSinceLastRun, FIRST);
              worker.repeat(
                  schedule::look,
                  pause(every, clock.instant()),
                  () -> pause(every, clock.instant()));
            });
  }

  /** How long to wait from now on: never past the moment when a day can have its last look. */
  static Duration pause(Duration every, Instant now) {
    LocalDate tomorrow = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
    Instant lastLook = tomorrow.atStartOfDay(ZoneOffset.UTC).toInstant().plus(AFTER_MIDNIGHT);
    Duration untilThen = Duration.between(now, lastLook);
    return every.compareTo(untilThen) < 0 ? every : untilThen;
  }
}
