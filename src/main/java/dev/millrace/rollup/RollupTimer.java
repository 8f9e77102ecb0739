package dev.millrace.rollup;

import io.quarkus.arc.profile.UnlessBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The clock of the local server: it looks now and then. */
@Singleton
@UnlessBuildProfile("function")
class RollupTimer {

  /** After a start, the first requests come first. */
  private static final Duration FIRST = Duration.ofSeconds(10);

  private final RollupConfig config;
  private final RollupWorker worker;
  private final RollupSchedule schedule;

  RollupTimer(RollupConfig config, RollupWorker worker, RollupSchedule schedule) {
    this.config = config;
    this.worker = worker;
    this.schedule = schedule;
  }

  void start(@Observes StartupEvent event) {
    config.every().ifPresent(pause -> worker.repeat(schedule::look, FIRST, pause));
  }
}
