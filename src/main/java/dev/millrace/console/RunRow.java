package dev.millrace.console;

import dev.millrace.usage.RollupRun;
import java.time.Duration;
import java.time.Instant;

/**
 * A rollup in the list of runs.
 *
 * @param requester who asked for it, in words
 */
record RunRow(RollupRun run, String requester, Instant now) {

  public String received() {
    return run.partition().received().toString();
  }

  public RunState state() {
    return RunState.of(run.state());
  }

  public Moment requested() {
    return new Moment(run.requestedAt(), now);
  }

  /** How long it took, or has been at work. */
  public String duration() {
    Instant started = run.startedAt();
    if (started == null) {
      return "–";
    }
    Instant finished = run.finishedAt();
    Duration length = Duration.between(started, finished == null ? now : finished);
    return Written.wait((double) Math.max(0, length.toMillis()));
  }

  public String objects() {
    return Written.count(run.objects());
  }

  /** How many exports do not count. */
  public String setAside() {
    return Written.count(run.setAsideTotal());
  }

  public String bytes() {
    return Written.bytes(run.bytes());
  }

  /** The days whose usage it computed, from the first to the last. */
  public String days() {
    return switch (run.eventDates().size()) {
      case 0 -> "–";
      case 1 -> run.eventDates().get(0).toString();
      default -> run.eventDates().size() + " days from " + run.eventDates().get(0);
    };
  }
}
