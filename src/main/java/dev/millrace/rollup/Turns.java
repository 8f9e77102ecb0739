package dev.millrace.rollup;

import dev.millrace.OrgId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Gives work its turn: an organisation's one after the other as it came, organisations beside each
 * other, the one next that has waited longest since its last turn.
 *
 * <p>The last free place is kept for those with little to do, so that who has months to catch up on
 * keeps nobody from an ordinary run.
 */
final class Turns {

  /** Yesterday and today. */
  private static final int LITTLE = 2;

  private final int places;
  private final ExecutorService threads;

  /** In the order of their turns. */
  private final Map<OrgId, Deque<Runnable>> waiting = new LinkedHashMap<>();

  private final Set<OrgId> atWork = new HashSet<>();
  private boolean stopped;

  /**
   * Turns.
   *
   * @param places how many organisations may be at work at once
   */
  Turns(int places) {
    this.places = places;
    this.threads = Executors.newFixedThreadPool(places, task -> new Thread(task, "rollup"));
  }

  /** Takes work in; what comes after the stop is not done. */
  synchronized void add(OrgId org, Runnable work) {
    waiting.computeIfAbsent(org, of -> new ArrayDeque<>()).add(work);
    begin();
  }

  private void begin() {
    for (Optional<OrgId> org = next(); org.isPresent(); org = next()) {
      begin(org.get());
    }
  }

  private Optional<OrgId> next() {
    if (stopped || atWork.size() == places) {
      return Optional.empty();
    }
    boolean isLastPlace = places > 1 && atWork.size() == places - 1;
    return waiting.entrySet().stream()
        .filter(one -> !atWork.contains(one.getKey()))
        .filter(one -> !isLastPlace || one.getValue().size() <= LITTLE)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private void begin(OrgId org) {
    Deque<Runnable> works = waiting.remove(org);
    if (works == null) {
      return;
    }
    Runnable work = works.remove();
    if (!works.isEmpty()) {
      waiting.put(org, works);
    }
    atWork.add(org);
    threads.execute(
        () -> {
          try {
            work.run();
          } finally {
            end(org);
          }
        });
  }

  private synchronized void end(OrgId org) {
    atWork.remove(org);
    Deque<Runnable> rest = waiting.remove(org);
    if (rest != null) {
      waiting.put(org, rest);
    }
    begin();
  }

  /** Interrupts what is being done and begins nothing more. */
  void stop() {
    synchronized (this) {
      stopped = true;
    }
    threads.shutdownNow();
  }

  /** Whether all that was begun has ended within the time. */
  boolean awaitEnd(Duration within) throws InterruptedException {
    return threads.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS);
  }
}
