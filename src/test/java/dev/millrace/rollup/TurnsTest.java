package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.OrgId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose work is done next. */
class TurnsTest {

  private static final OrgId ACME = new OrgId("acme");
  private static final OrgId BOLT = new OrgId("bolt");
  private static final OrgId CODA = new OrgId("coda");

  private final Semaphore mayEnd = new Semaphore(0);
  private final Semaphore begun = new Semaphore(0);
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private Turns turns = new Turns(3);

  @AfterEach
  void stop() {
    turns.stop();
  }

  @Test
  void doesOrdinaryWorkAtOnceWhileTwoOthersHaveHundredsToDo() throws InterruptedException {
    IntStream.range(0, 100).forEach(day -> add(ACME, "acme " + day));
    IntStream.range(0, 100).forEach(day -> add(BOLT, "bolt " + day));
    begun.acquire(2);

    CountDownLatch ordinary = new CountDownLatch(2);
    turns.add(CODA, ordinary::countDown);
    turns.add(CODA, ordinary::countDown);

    ordinary.await();
    assertThat(done).isEmpty();
  }

  @Test
  void givesWayBetweenDays() throws InterruptedException {
    turns = new Turns(1);
    IntStream.range(0, 3).forEach(day -> add(ACME, "acme " + day));
    begun.acquire();
    add(BOLT, "bolt");
    add(CODA, "coda");

    mayEnd.release(5);

    begun.acquire(4);
    awaitDone(5);
    assertThat(done).containsExactly("acme 0", "bolt", "coda", "acme 1", "acme 2");
  }

  @Test
  void goesOnAfterWorkThatFails() throws InterruptedException {
    turns = new Turns(1);
    CountDownLatch next = new CountDownLatch(1);
    turns.add(
        ACME,
        () -> {
          throw new FailsOnPurpose();
        });
    turns.add(ACME, next::countDown);

    next.await();
  }

  @Test
  void beginsNothingAfterItsStop() throws InterruptedException {
    add(ACME, "first");
    add(ACME, "second");
    begun.acquire();

    turns.stop();
    turns.add(BOLT, () -> done.add("bolt"));

    assertThat(turns.awaitEnd(Duration.ofSeconds(60))).isTrue();
    assertThat(done).doesNotContain("second", "bolt");
  }

  /** All work is done once, an organisation's in order and never two at a time. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void doesEverythingOnceAndInOrder(int places) throws InterruptedException {
    turns = new Turns(places);
    Random random = new Random(places);
    List<Work> works = IntStream.range(0, 7).mapToObj(i -> new Work("org" + i)).toList();
    CountDownLatch all = new CountDownLatch(500);
    AtomicInteger together = new AtomicInteger();
    AtomicInteger wrong = new AtomicInteger();
    for (int i = 0; i < 500; i++) {
      Work work = works.get(random.nextInt(works.size()));
      int number = work.asked().incrementAndGet();
      turns.add(
          work.org(),
          () -> {
            if (work.atOnce().incrementAndGet() > 1 || together.incrementAndGet() > places) {
              wrong.incrementAndGet();
            }
            work.done().add(number);
            together.decrementAndGet();
            work.atOnce().decrementAndGet();
            all.countDown();
          });
    }

    assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();

    assertThat(wrong).hasValue(0);
    assertThat(works)
        .allSatisfy(
            work ->
                assertThat(work.done())
                    .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, work.asked().get()).boxed().toList()));
  }

  /** What an organisation has to do. */
  private record Work(OrgId org, List<Integer> done, AtomicInteger atOnce, AtomicInteger asked) {
    Work(String org) {
      this(
          new OrgId(org),
          Collections.synchronizedList(new ArrayList<>()),
          new AtomicInteger(),
          new AtomicInteger());
    }
  }

  private void add(OrgId org, String name) {
    turns.add(
        org,
        () -> {
          begun.release();
          try {
            mayEnd.acquire();
            done.add(name);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void awaitDone(int number) throws InterruptedException {
    while (done.size() < number) {
      Thread.sleep(5);
    }
  }

  private static final class FailsOnPurpose extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Without the noise of a trace. */
    FailsOnPurpose() {
      super("on purpose", null, false, false);
    }
  }
}
