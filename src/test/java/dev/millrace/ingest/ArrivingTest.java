package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ingest.Arrival.Progress;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is arriving is bounded in size, memory, speed and number. */
class ArrivingTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void reservesWhatItTakesAndGivesItBackOnce() {
    ArrivingBytes memory = new ArrivingBytes(1 << 20);
    Arrival arrival = new Arrival(memory, 1 << 20, 20_000);

    for (int i = 0; i < 20; i++) {
      assertThat(arrival.take(Buffer.buffer(new byte[1000]))).isEqualTo(Progress.TAKEN);
    }
    assertThat(memory.reserved()).isEqualTo(20_000);
    assertThat(arrival.whole()).hasSize(20_000).isSameAs(arrival.whole());
    arrival.release();
    arrival.release();
    assertThat(memory.reserved()).isZero();
  }

  @Test
  void takesNoMoreThanItsLimitWhateverIsAnnounced() {
    Arrival arrival = new Arrival(new ArrivingBytes(1 << 20), 1000, 10);

    assertThat(arrival.take(Buffer.buffer(new byte[1000]))).isEqualTo(Progress.TAKEN);
    assertThat(arrival.take(Buffer.buffer(new byte[1]))).isEqualTo(Progress.TOO_LARGE);
    assertThat(arrival.whole()).hasSize(1000);
  }

  @Test
  void takesNoMemoryThatOthersHaveNorAnyForWhatIsOnlyAnnounced() {
    ArrivingBytes memory = new ArrivingBytes(100_000);
    Arrival large = new Arrival(memory, 1 << 30, 1 << 30);
    large.take(Buffer.buffer("a"));
    assertThat(memory.reserved()).isLessThan(10_000);

    large.take(Buffer.buffer(new byte[90_000]));
    Arrival other = new Arrival(memory, 1 << 30, -1);
    assertThat(other.take(Buffer.buffer(new byte[90_000]))).isEqualTo(Progress.NO_MEMORY);
    large.release();
    assertThat(other.take(Buffer.buffer(new byte[90_000]))).isEqualTo(Progress.TAKEN);
  }

  @Test
  void isTooSlowOnlyAfterItsGraceAndBelowItsRate() {
    Arrival arrival = new Arrival(new ArrivingBytes(1 << 20), 1 << 20, -1);
    long now = System.nanoTime();
    arrival.take(Buffer.buffer(new byte[50_000]));

    assertThat(arrival.isTooSlow(now + 9 * SECOND, 10 * SECOND, 10_000)).isFalse();
    assertThat(arrival.isTooSlow(now + 14 * SECOND, 10 * SECOND, 10_000)).isFalse();
    assertThat(arrival.isTooSlow(now + 16 * SECOND, 10 * SECOND, 10_000)).isTrue();
  }

  @Test
  void oldestOfTheAddressGivesWayThenTheOldestOfAll() {
    ArrivingSet<String> set = new ArrivingSet<>(4, 2);

    assertThat(set.add("a1", "a")).isEmpty();
    assertThat(set.add("b1", "b")).isEmpty();
    assertThat(set.add("a2", "a")).isEmpty();
    assertThat(set.add("a3", "a")).contains("a1");
    assertThat(set.add("c1", "c")).isEmpty();
    assertThat(set.add("c2", "c")).contains("b1");
    set.remove("c1");
    set.remove("c1");
    assertThat(set.add("d1", "d")).isEmpty();
    assertThat(set.size()).isEqualTo(4);
  }

  @Test
  void laneWorksOnSoManyAndOnTheOthersInTheirOrder() {
    Lane lane = new Lane(2);
    List<String> begun = new ArrayList<>();
    Runnable impatient = () -> begun.add("impatient");

    lane.enter(() -> begun.add("1"));
    lane.enter(() -> begun.add("2"));
    lane.enter(impatient);
    lane.enter(() -> begun.add("3"));
    assertThat(begun).containsExactly("1", "2");
    assertThat(lane.giveUp(impatient)).isTrue();
    assertThat(lane.giveUp(impatient)).isFalse();

    lane.leave();
    assertThat(begun).containsExactly("1", "2", "3");
    lane.leave();
    lane.leave();
    lane.enter(() -> begun.add("4"));
    assertThat(begun).endsWith("4");
  }
}
