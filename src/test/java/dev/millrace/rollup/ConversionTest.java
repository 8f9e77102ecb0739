package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.bench.LandedDay;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.lake.SetAside;
import dev.millrace.landing.Weight;
import dev.millrace.packs.Packing;
import dev.millrace.packs.Packs;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.DirectoryObjectStore;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.usage.RollupExtent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read and converted by several threads at once, compared with what one thread makes. */
class ConversionTest {

  private static final Partition PARTITION =
      new Partition(new OrgId("acme"), LocalDate.parse("2026-03-10"));

  @TempDir Path folder;
  private Weight bound = Packing.BOUND;
  private ObjectStore store;

  @BeforeEach
  void land() throws IOException {
    new LandedDay(folder.resolve("store"), PARTITION, 20_000).land(2);
    store = new DirectoryObjectStore(folder.resolve("store"));
  }

  @Test
  void manyThreadsMakeTheBytesThatOneMakes() {
    convert(store, 1, 1);
    Map<String, Integer> one = lake();
    convert(store, 4, 16);

    assertThat(lake()).isEqualTo(one).hasSizeGreaterThan(3);
  }

  @Test
  void packsMadeAtOnceAreThoseMadeOneAfterTheOther() {
    bound = new Weight(1 << 20, 2_000, 1 << 30);
    convert(store, 1, 1);
    Map<String, Integer> one = lake();
    convert(store, 4, 16);

    assertThat(lake()).isEqualTo(one).hasSizeGreaterThan(16);
  }

  @Test
  void saysThatStoreCannotBeReached() {
    BreakableStore breakable = new BreakableStore(store);
    convert(store, 1, 1);
    lakeIsGone();
    breakable.breakDown(new Packs(store).of(PARTITION).get(0).key());

    assertThatThrownBy(() -> convert(breakable, 4, 16))
        .isInstanceOf(StoreUnavailableException.class);
    breakable.repair();
    convert(breakable, 4, 16);

    assertThat(lake()).hasSizeGreaterThan(3);
  }

  @Test
  void setsAsideWhatCameWithUnknownKeyUntilThatIsKnown() {
    byte[] key = store.get("keys/benchmark001.json").orElseThrow();
    store.delete("keys/benchmark001.json");

    DayOfArrival.Converted without = convert(store, 2, 4);
    assertThat(without.setAside())
        .hasSize((int) without.exports())
        .allMatch(aside -> aside.reason() == SetAside.Reason.UNKNOWN_KEY);
    assertThat(without.open()).isEmpty();

    store.put("keys/benchmark001.json", key);
    DayOfArrival.Converted with = convert(store, 2, 4);
    assertThat(with.setAside()).isEmpty();
    assertThat(with.open()).isNotEmpty();
  }

  private DayOfArrival.Converted convert(ObjectStore from, int threads, int readers) {
    lakeIsGone();
    RollupConfig config = new FolderSettings(folder.resolve("temp"), 800, threads, readers);
    DuckDbSettings settings = new DuckDbSettings(config.temp(), config.memory(), threads);
    return RollupOfFolder.day(from, settings, config, bound).convert(PARTITION, RollupExtent.NEW);
  }

  private void lakeIsGone() {
    new Landscape(store, PARTITION.org()).delete("lake/");
  }

  /** What lies in the lake, by a hash of its bytes. */
  private Map<String, Integer> lake() {
    return new Landscape(store, PARTITION.org()).hashes("lake/");
  }
}
