package dev.millrace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says in the log what is out of reach and why. Once a minute at most for each kind of trouble: an
 * outage meets every request, and a log full of one line hides the others.
 */
public final class OutageLog {

  private static final Logger log = Logger.getLogger(OutageLog.class);
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  /** Far more kinds of trouble than there are; bounds what a driver with odd messages can take. */
  private static final int MOST_KINDS = 1000;

  private final Clock clock;
  private final Map<String, Told> told = new ConcurrentHashMap<>();

  public OutageLog(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reports a failure.
   *
   * @param what the constant sentence of what could not be done
   */
  public void report(String what, Throwable failure) {
    Instant now = clock.instant();
    AtomicReference<@Nullable Told> last = new AtomicReference<>();
    if (told.size() > MOST_KINDS) {
      told.clear();
    }
    told.compute(
        what + " " + Cause.of(failure).kind(),
        (kind, before) -> {
          if (before != null && before.covers(now)) {
            return before.andOneMore();
          }
          last.set(before == null ? Told.FIRST : before);
          return new Told(now, 0);
        });
    Told before = last.get();
    if (before != null) {
      log.warnf("%s: %s%s", what, Cause.sentence(failure), before.more());
    }
  }

  /**
   * A line in the log.
   *
   * @param at when it was written
   * @param since how many failures of its kind it has stood for since, besides its own
   */
  private record Told(Instant at, int since) {

    private static final Told FIRST = new Told(Instant.EPOCH, 0);

    boolean covers(Instant now) {
      return !now.isBefore(at) && now.isBefore(at.plus(BETWEEN));
    }

    Told andOneMore() {
      return new Told(at, since + 1);
    }

    String more() {
      return since == 0 ? "" : " (and " + since + " times more since the last such line)";
    }
  }
}
