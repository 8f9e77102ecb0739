package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.bench.LandedDay;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.keys.PublishedKeys;
import dev.millrace.lake.Lake;
import dev.millrace.lake.LakeWriter;
import dev.millrace.landing.LandedExports;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.DirectoryObjectStore;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.tools.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read and converted by several threads at once, compared with what one thread makes. */
class ConversionTest {

  private static final Partition PARTITION =
      new Partition(new OrgId("acme"), LocalDate.parse("2026-03-10"));

  @TempDir Path folder;
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
  void shardsMadeAtOnceAreThoseMadeOneAfterTheOther() {
    ObjectStore heavy = new HeavyStore(store, 3_000);
    convert(heavy, 1, 1);
    Map<String, Integer> one = lake();
    convert(heavy, 4, 16);

    assertThat(lake()).isEqualTo(one).hasSizeGreaterThan(16);
  }

  @Test
  void saysThatStoreCannotBeReached() {
    BreakableStore breakable = new BreakableStore(new HeavyStore(store, 3_000));
    breakable.breakDown(anExport());

    assertThatThrownBy(() -> convert(breakable, 4, 16))
        .isInstanceOf(StoreUnavailableException.class);
    breakable.repair();
    convert(breakable, 4, 16);

    assertThat(lake()).hasSizeGreaterThan(3);
  }

  @Test
  void refusesToGuessWhoseDataOfAnUnpublishedKeyIs() {
    store.delete("keys/benchmark001.json");

    assertThatThrownBy(() -> convert(store, 2, 4))
        .isInstanceOf(UnknownKeyException.class)
        .hasMessage("the object of key benchmark001 is not there, which says whose the key is")
        .satisfies(e -> assertThat(Failure.sentence(e)).contains("key", "not known"));
    assertThat(lake()).isEmpty();
  }

  /** Its listing still works, as a prefix that is shorter. */
  private String anExport() {
    return new LandedExports(store).list(PARTITION).get(20).object().key();
  }

  private void convert(ObjectStore from, int threads, int readers) {
    RollupConfig config = new FolderSettings(folder.resolve("temp"), 256, threads, readers);
    LandedExports landed = new LandedExports(from);
    LakeWriter writer =
        new LakeWriter(
            from,
            new DuckDbSettings(config.temp(), config.memory(), threads),
            new Tools()::activityOf);
    Conversion conversion =
        new Conversion(
            landed,
            new Lake(from),
            writer,
            new PublishedKeys(from, new ObjectMapper()),
            partition -> true,
            config,
            (partition, objects, total) -> {},
            Clock.systemUTC());
    conversion.settle(conversion.convert(PARTITION, landed.total(PARTITION)));
  }

  /** What lies in the lake, by a hash of its bytes. */
  private Map<String, Integer> lake() {
    Map<String, Integer> lake = new TreeMap<>();
    try (Stream<String> keys = store.list("lake/").map(object -> object.key())) {
      keys.forEach(key -> lake.put(key, Arrays.hashCode(store.get(key).orElseThrow())));
    }
    return lake;
  }
}
