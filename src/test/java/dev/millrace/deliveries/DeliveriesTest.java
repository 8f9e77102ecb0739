package dev.millrace.deliveries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.millrace.KeyId;
import dev.millrace.MovableClock;
import dev.millrace.OrgId;
import dev.millrace.Signal;
import dev.millrace.deliveries.Deliveries.Source;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.DirectoryObjectStore;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import io.quarkus.runtime.ShutdownEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When heartbeats are written, what they say, and what becomes of them while the store is out. */
class DeliveriesTest {

  private static final OrgId ORG = new OrgId("acme");
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Source LOGS = new Source(ORG, new KeyId("AbCdEf012345"), Signal.LOGS);
  private static final Source TRACES = new Source(ORG, new KeyId("AbCdEf012345"), Signal.TRACES);

  private final MovableClock clock = new MovableClock(START);
  private BreakableStore store;
  private Deliveries deliveries;

  @BeforeEach
  void open(@TempDir Path folder) {
    store = new BreakableStore(new DirectoryObjectStore(folder));
    deliveries = instance();
  }

  @Test
  void writesTheFirstAtOnce() {
    deliveries.accepted(LOGS, 3, 100, 2, Map.of(), "a sender");

    assertThat(instance().of(ORG))
        .containsExactly(
            new Heartbeat(
                1,
                "AbCdEf012345",
                "logs",
                START,
                START,
                1,
                3,
                100,
                2,
                Map.of(),
                0,
                "a sender",
                null));
  }

  @Test
  void writesOnceAMinutePerKeyAndSignal() {
    for (int second = 0; second < 180; second++) {
      deliveries.accepted(LOGS, 1, 1, 0, Map.of(), null);
      deliveries.accepted(TRACES, 1, 1, 0, Map.of(), null);
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(store.puts()).isEqualTo(6);
    assertThat(instance().of(ORG)).extracting(Heartbeat::requests).containsExactly(121L, 121L);
  }

  @Test
  void tellsByKeyWhatMayBeContentAndOfTooManyKeysNoMore() {
    for (int i = 0; i < 120; i++) {
      deliveries.accepted(LOGS, 1, 1, 2, Map.of("key" + i, 1, "often", 1), null);
    }

    Heartbeat all = deliveries.of(ORG).get(0);

    assertThat(all.mayBeContent())
        .hasSizeLessThanOrEqualTo(51)
        .containsEntry("often", 120L)
        .containsKey("(other keys)");
    assertThat(all.mayBeContent().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(240);
  }

  @Test
  void showsWhatIsNotWrittenYet() {
    deliveries.accepted(LOGS, 3, 100, 1, Map.of(), "one");
    clock.advance(Duration.ofSeconds(5));
    deliveries.accepted(LOGS, 4, 200, 2, Map.of(), "two");

    assertThat(deliveries.of(ORG))
        .containsExactly(
            new Heartbeat(
                1,
                "AbCdEf012345",
                "logs",
                START,
                START.plusSeconds(5),
                2,
                7,
                300,
                3,
                Map.of(),
                0,
                "two",
                null));
  }

  @Test
  void readsWhatManyKeysBroughtSeveralAtATime(@TempDir Path folder) {
    DirectoryObjectStore objects = new DirectoryObjectStore(folder);
    Deliveries writer = instance(objects);
    List<String> ids = IntStream.range(0, 48).mapToObj("AbCdEf0123%02d"::formatted).toList();
    ids.forEach(
        id -> writer.accepted(new Source(ORG, new KeyId(id), Signal.LOGS), 1, 1, 0, Map.of(), ""));

    Deliveries reader = instance(new SlowStore(objects, new CyclicBarrier(16)));

    assertThat(reader.of(ORG)).extracting(Heartbeat::keyId).containsExactlyElementsOf(ids);
  }

  @Test
  void tellsOfWhatIsTooOldToCount() {
    deliveries.remarked(LOGS, 3, "3 records lie more than 400 days back");
    deliveries.remarked(LOGS, 0, "the times of 2 records are in milliseconds");
    deliveries.remarked(LOGS, 4, "4 records lie more than 400 days back");

    Heartbeat all = deliveries.of(ORG).get(0);

    assertThat(all.tooOld()).isEqualTo(7);
    assertThat(all.lastRefusal())
        .isEqualTo(new Heartbeat.Refusal(START, 200, "4 records lie more than 400 days back"));
  }

  @Test
  void addsWhatSeveralInstancesSaw() {
    deliveries.accepted(LOGS, 1, 10, 0, Map.of(), "one");
    instance().accepted(LOGS, 2, 20, 0, Map.of(), "two");

    assertThat(deliveries.of(ORG)).extracting(Heartbeat::items).containsExactly(3L);
  }

  @Test
  void keepsTheLastRefusalBesideWhatWasAccepted() {
    deliveries.refused(LOGS, 415, "odd type");
    clock.advance(Duration.ofSeconds(1));
    deliveries.refused(LOGS, 413, "too large");
    deliveries.accepted(LOGS, 1, 1, 0, Map.of(), "a sender");

    Heartbeat heartbeat = deliveries.of(ORG).get(0);

    assertThat(heartbeat.requests()).isEqualTo(1);
    assertThat(heartbeat.firstReceived()).isEqualTo(START.plusSeconds(1));
    assertThat(heartbeat.lastRefusal())
        .isEqualTo(new Heartbeat.Refusal(START.plusSeconds(1), 413, "too large"));
  }

  @Test
  void showsKeyOfWhichEverythingWasRefused() {
    deliveries.refused(LOGS, 415, "odd type");

    assertThat(instance().of(ORG))
        .singleElement()
        .satisfies(heartbeat -> assertThat(heartbeat.firstReceived()).isNull())
        .satisfies(heartbeat -> assertThat(heartbeat.requests()).isZero());
  }

  @Test
  void showsNothingOfAnotherOrganisation() {
    deliveries.accepted(LOGS, 1, 1, 0, Map.of(), null);

    assertThat(deliveries.of(new OrgId("acm"))).isEmpty();
    assertThat(deliveries.of(new OrgId("acme2"))).isEmpty();
  }

  @Test
  void failsNobodyWhileTheStoreIsOutAndLosesNothing() {
    store.breakDown();
    deliveries.accepted(LOGS, 1, 10, 0, Map.of(), "one");
    deliveries.accepted(LOGS, 2, 20, 0, Map.of(), "two");
    deliveries.refused(LOGS, 400, "no export");
    store.repair();

    assertThat(deliveries.of(ORG))
        .singleElement()
        .satisfies(heartbeat -> assertThat(heartbeat.items()).isEqualTo(3))
        .satisfies(heartbeat -> assertThat(heartbeat.sender()).isEqualTo("two"))
        .satisfies(heartbeat -> assertThat(heartbeat.lastRefusal()).isNotNull());
  }

  @Test
  void failsNobodyForFaultOfTheStore() {
    store.fail("", new IllegalStateException("a fault"));

    deliveries.accepted(LOGS, 1, 10, 0, Map.of(), "one");
    deliveries.writeAll(new ShutdownEvent());
  }

  @Test
  void tellsWhoAsksThatTheStoreIsOut() {
    store.breakDown();

    assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> deliveries.of(ORG));
  }

  @Test
  void writesWhatIsPendingWhenItEnds() {
    deliveries.accepted(LOGS, 1, 1, 0, Map.of(), null);
    deliveries.accepted(LOGS, 1, 1, 0, Map.of(), null);

    deliveries.writeAll(new ShutdownEvent());

    assertThat(instance().of(ORG)).extracting(Heartbeat::requests).containsExactly(2L);
  }

  @Test
  void writesAnewWhatCannotBeUnderstood() {
    store.put("deliveries/org=acme/AbCdEf012345-logs.json", new byte[] {'{'});
    assertThat(deliveries.of(ORG)).isEqualTo(List.of());

    deliveries.accepted(LOGS, 1, 1, 0, Map.of(), null);

    assertThat(deliveries.of(ORG)).hasSize(1);
  }

  private Deliveries instance() {
    return instance(store);
  }

  private Deliveries instance(ObjectStore objects) {
    ObjectMapper json =
        new ObjectMapper()
            .findAndRegisterModules()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    return new Deliveries(objects, json, clock);
  }
}
