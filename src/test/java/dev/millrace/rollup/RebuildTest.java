package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.PersonNames;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.lake.DamagedFileException;
import dev.millrace.lake.Lake;
import dev.millrace.landing.Landing;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.BreakableStoreProfile;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.store.StoredObject;
import dev.millrace.usage.Computed;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.UnknownSender;
import dev.millrace.usage.UsageEngine;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageLedger;
import dev.millrace.usage.UsageParquet;
import dev.millrace.usage.UsageRow;
import dev.millrace.usage.UsageSelection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What usage is once it is rolled up again, in another order, from nothing, or after deaths. */
@QuarkusTest
@TestProfile(BreakableStoreProfile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class RebuildTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-11-20");
  private static final LocalDate SECOND = FIRST.plusDays(1);
  private static final LocalDate THIRD = FIRST.plusDays(2);

  @Inject DayOfArrival day;
  @Inject Lake lake;
  @Inject UsageEngine engine;
  @Inject UsageParquet parquet;
  @Inject Prices prices;
  @Inject RollupConfig config;
  @Inject Landing landing;
  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject ObjectStore objects;
  @Inject Clock clock;

  private final MortalLedger ledger = new MortalLedger();
  private BreakableStore store;
  private Rollup rollup;
  private Arrivals arrivals;

  @BeforeEach
  void enrol() {
    store = (BreakableStore) objects;
    Computation computation =
        new Computation(
            store,
            lake,
            engine,
            parquet,
            ledger,
            of -> people.organisation(of).zone(),
            prices,
            config,
            clock);
    rollup = new Rollup(day, computation);
    TestOrganisation organisation = new TestOrganisation(people, keys);
    KeyId key = Token.parse(organisation.token(Scope.OTEL_WRITE)).orElseThrow().id();
    arrivals = new Arrivals(landing, organisation.id(), key);
    arrive(arrivals);
  }

  @AfterEach
  void repair() {
    store.repair();
  }

  @Test
  @Tag("S-02")
  void changesNothingWhenRolledUpAgain() {
    roll(FIRST, SECOND, THIRD);
    Usage once = usage();

    roll(FIRST, SECOND, THIRD);
    roll(THIRD, FIRST, SECOND);

    assertThat(usage()).isEqualTo(once);
    assertThat(once.files()).hasSizeGreaterThan(2);
  }

  @Test
  @Tag("S-02")
  void isTheSameFromNothingInWhateverOrder() {
    roll(FIRST, SECOND, THIRD);
    Usage once = usage();

    delete("lake/");
    delete("usage/");
    roll(THIRD, FIRST, SECOND);

    assertThat(usage()).isEqualTo(once);
  }

  @Test
  @Tag("S-01")
  void changesNothingWhenTheSameArrivesAgain() {
    roll(FIRST, SECOND, THIRD);
    Usage once = usage();

    arrive(arrivals);
    roll(FIRST, SECOND, THIRD);

    assertThat(usage()).isEqualTo(once);
  }

  @Test
  void namesDayWhoseFileOfTheLakeIsDamagedAndMakesItAnew() {
    roll(FIRST, SECOND, THIRD);
    Usage once = usage();
    keys("lake/activity/").stream()
        .filter(key -> key.contains("received=" + FIRST))
        .forEach(key -> store.put(key, "no Parquet".getBytes(StandardCharsets.UTF_8)));

    assertThatExceptionOfType(DamagedFileException.class)
        .isThrownBy(() -> roll(RollupExtent.ANEW, SECOND))
        .extracting(Failure::sentence)
        .asString()
        .endsWith("to roll up 2026-11-20 makes it anew");
    roll(RollupExtent.AGAIN, FIRST, SECOND);

    assertThat(usage()).isEqualTo(once);
  }

  @Test
  void isOldOrNewWhateverWriteItDiesAt() {
    roll(FIRST, SECOND);
    Usage before = usage();
    Map<String, byte[]> objectsBefore = derived();
    roll(THIRD);
    Usage after = usage();
    boolean died = true;
    int number = 0;
    while (died) {
      number++;
      putBack(objectsBefore, before);

      died = diesAtWrite(number);

      Usage left = usage();
      left.files()
          .forEach((day, bytes) -> assertThat(bytes).isIn(before.file(day), after.file(day)));
      left.rows().forEach((day, rows) -> assertThat(rows).isIn(before.of(day), after.of(day)));
      if (died) {
        roll(THIRD);
      }
      assertThat(usage()).as("after a death at write %d", number).isEqualTo(after);
    }
    assertThat(number).isGreaterThan(6);
  }

  @Test
  void movesUsageToTheDaysOfAnotherTimeZoneAndBack() {
    roll(FIRST, SECOND, THIRD);
    Usage inUtc = usage();

    people.setTimeZone(arrivals.org(), ZoneId.of("America/New_York"));
    roll(FIRST, SECOND, THIRD);
    assertThat(usage().files().keySet()).contains(FIRST.minusDays(1).toString());

    people.setTimeZone(arrivals.org(), ZoneId.of("UTC"));
    roll(FIRST, SECOND, THIRD);
    assertThat(usage()).isEqualTo(inUtc);
  }

  private boolean diesAtWrite(int number) {
    store.dieAtWrite(number);
    try {
      roll(THIRD);
      return false;
    } catch (StoreUnavailableException e) {
      return true;
    } finally {
      store.repair();
    }
  }

  /** Counters that run over several days, of which a part arrives late, and events beside them. */
  private static void arrive(Arrivals arrivals) {
    String start = "2026-11-20T02:00:00Z";
    arrivals.counter(FIRST, start, "2026-11-20T03:00:00Z", 10);
    arrivals.counter(FIRST, start, "2026-11-20T23:59:00Z", 40);
    arrivals.counter(SECOND, start, "2026-11-21T09:00:00Z", 55);
    arrivals.tokens(SECOND, "2026-11-21T10:00:00Z", 5);
    arrivals.counter(THIRD, start, "2026-11-22T08:00:00Z", 90);
    arrivals.counter(THIRD, start, "2026-11-21T12:00:00Z", 70);
  }

  private void roll(LocalDate... received) {
    roll(RollupExtent.NEW, received);
  }

  private void roll(RollupExtent extent, LocalDate... received) {
    Stream.of(received).forEach(of -> rollup.run(new Partition(arrivals.org(), of), extent));
  }

  private void delete(String prefix) {
    keys(prefix).forEach(store::delete);
  }

  private List<String> keys(String prefix) {
    try (Stream<StoredObject> listed = store.list(prefix)) {
      return listed
          .map(StoredObject::key)
          .filter(k -> k.contains("org=" + arrivals.org() + "/"))
          .toList();
    }
  }

  private Usage usage() {
    Map<String, String> files = new TreeMap<>();
    for (String file : keys("usage/")) {
      String day = file.replaceFirst(".*event_date=([^/]+)/.*", "$1");
      files.put(day, HexFormat.of().formatHex(store.get(file).orElseThrow()));
    }
    return new Usage(files, new TreeMap<>(ledger.rows));
  }

  /** All objects that a rollup changes, by key. */
  private Map<String, byte[]> derived() {
    Map<String, byte[]> derived = new TreeMap<>();
    for (String prefix : List.of("raw/", "lake/", "usage/")) {
      keys(prefix).forEach(key -> derived.put(key, store.get(key).orElseThrow()));
    }
    return derived;
  }

  private void putBack(Map<String, byte[]> derived, Usage usage) {
    delete("raw/");
    delete("lake/");
    delete("usage/");
    derived.forEach(store::put);
    ledger.rows.clear();
    ledger.rows.putAll(usage.rows());
  }

  /** The usage of the organisation, in the store and in the ledger, by day. */
  private record Usage(Map<String, String> files, Map<String, List<UsageRow>> rows) {

    String file(String day) {
      return files.getOrDefault(day, "");
    }

    List<UsageRow> of(String day) {
      return rows.getOrDefault(day, List.of());
    }
  }

  /** A ledger that dies with the store. */
  private final class MortalLedger implements UsageLedger {

    private final Map<String, List<UsageRow>> rows = new TreeMap<>();

    @Override
    public void replace(OrgId of, LocalDate day, List<UsageRow> replacing, Computed computed) {
      store.write();
      rows.remove(day.toString());
      if (!replacing.isEmpty()) {
        rows.put(day.toString(), replacing);
      }
    }

    @Override
    public SortedSet<LocalDate> daysOf(OrgId of, PersonNames person) {
      throw new UnsupportedOperationException("a rollup erases nobody");
    }

    @Override
    public void erase(OrgId of, PersonNames person) {
      throw new UnsupportedOperationException("a rollup erases nobody");
    }

    @Override
    public List<List<UsageGroup>> usage(UsageSelection selection, List<Set<Dimension>> groupings) {
      throw new UnsupportedOperationException("a rollup reads no usage");
    }

    @Override
    public List<UnknownSender> unknownSenders(OrgId of) {
      throw new UnsupportedOperationException("a rollup reads no usage");
    }
  }
}
