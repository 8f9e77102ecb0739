package dev.millrace.console;

import dev.millrace.usage.ErasureRun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An erasure in the list of erasures, and the report of it.
 *
 * @param requester who asked for it, in words
 */
record ErasureRow(ErasureRun run, String requester, Instant now) {

  public RunState state() {
    return run.error().equals(ErasureRun.NOBODY)
        ? new RunState("nobody found", "warn", false)
        : RunState.of(run.state());
  }

  public Moment requested() {
    return new Moment(run.requestedAt(), now);
  }

  public @Nullable Moment ended() {
    Instant finishedAt = run.finishedAt();
    return finishedAt == null ? null : new Moment(finishedAt, now);
  }

  public String records() {
    return Written.count(run.records());
  }

  public String emptied() {
    return Written.count(run.emptied());
  }

  public String rewritten() {
    return Written.count(run.rewritten());
  }
}
