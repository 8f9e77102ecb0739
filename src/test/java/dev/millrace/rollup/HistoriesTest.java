package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.bench.LandedDay;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.DirectoryObjectStore;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.store.StoredObject;
import dev.millrace.tools.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever history a day has (cut into runs anywhere, exports repeated, killed at any write), its
 * usage is that of all that landed until then, and once it is over its packs, lake and usage are to
 * the byte those of a day that was rolled up once. {@code -Dchaos.kills=200} makes it long, {@code
 * -Dchaos.seed} repeats it.
 */
class HistoriesTest {

  private static final int KILLS = Integer.getInteger("chaos.kills", 3);
  private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());

  /** A run of a day that is open writes some 20 objects, one that merges packs more. */
  private static final int MOST_WRITES = 40;

  private static final LocalDate DAY = LocalDate.parse("2026-03-10");
  private static final Partition PARTITION = new Partition(new OrgId("acme"), DAY);
  private static final Instant OPEN = DAY.atTime(20, 0).toInstant(ZoneOffset.UTC);
  private static final Instant OVER = DAY.plusDays(1).atTime(1, 0).toInstant(ZoneOffset.UTC);

  private final Random random = new Random(SEED);
  private int kills;
  private int stores;

  @TempDir Path folder;

  @Test
  void comeToTheSameEnd() throws IOException {
    new LandedDay(folder.resolve("landed"), PARTITION, 10_000).land(1);
    Map<String, byte[]> landed = objects(new DirectoryObjectStore(folder.resolve("landed")), "");
    Map<String, byte[]> keys = new TreeMap<>(landed);
    keys.keySet().removeIf(key -> key.startsWith("raw/"));
    landed.keySet().removeIf(key -> !key.startsWith("raw/"));
    assertThat(landed).hasSizeGreaterThan(15);
    ObjectStore once = store(keys);
    landed.forEach(once::put);
    roll(once, OVER);

    int histories = 0;
    while (kills < KILLS) {
      histories++;
      BreakableStore store = new BreakableStore(store(keys));
      List<String> arriving = new ArrayList<>(landed.keySet());
      Collections.shuffle(arriving, random);
      Map<String, byte[]> arrived = new TreeMap<>();
      while (!arriving.isEmpty()) {
        arrive(landed, arriving, arrived, store);
        rollWithKills(store, OPEN);
        if (random.nextInt(4) == 0) {
          assertThat(usage(store)).as("seed %d", SEED).isEqualTo(usageOf(keys, arrived));
        }
      }
      rollWithKills(store, OVER);

      for (String prefix : List.of("raw/", "lake/", "usage/")) {
        assertThat(hashes(store, prefix))
            .as("%s of history %d, seed %d", prefix, histories, SEED)
            .isEqualTo(hashes(once, prefix));
      }
    }
  }

  /** Some that are new, and now and then some once more. */
  private void arrive(
      Map<String, byte[]> landed,
      List<String> arriving,
      Map<String, byte[]> arrived,
      ObjectStore store) {
    int number = Math.min(arriving.size(), 1 + random.nextInt(landed.size() / 2));
    List<String> some = new ArrayList<>(arriving.subList(0, number));
    arriving.subList(0, number).clear();
    arrived.keySet().stream().filter(key -> random.nextInt(10) == 0).forEach(some::add);
    for (String key : some) {
      byte[] bytes = landed.getOrDefault(key, new byte[0]);
      store.put(key, bytes);
      arrived.put(key, bytes);
    }
  }

  private void rollWithKills(BreakableStore store, Instant now) {
    boolean killed = random.nextBoolean();
    while (killed) {
      store.dieAtWrite(1 + random.nextInt(MOST_WRITES));
      try {
        roll(store, now);
        killed = false;
      } catch (StoreUnavailableException e) {
        kills++;
        killed = random.nextBoolean();
      } finally {
        store.repair();
      }
    }
    roll(store, now);
  }

  private void roll(ObjectStore store, Instant now) {
    new RollupOfFolder(
            store,
            folder.resolve("temp"),
            500,
            1,
            new Tools()::activityOf,
            Clock.fixed(now, ZoneOffset.UTC))
        .run(PARTITION);
  }

  /** As another store has it, which is rolled up for the first time. */
  private Map<String, Integer> usageOf(Map<String, byte[]> keys, Map<String, byte[]> arrived) {
    ObjectStore fresh = store(keys);
    arrived.forEach(fresh::put);
    roll(fresh, OPEN);
    return usage(fresh);
  }

  private ObjectStore store(Map<String, byte[]> keys) {
    ObjectStore store = new DirectoryObjectStore(folder.resolve("store-" + stores++));
    keys.forEach(store::put);
    return store;
  }

  private static Map<String, Integer> usage(ObjectStore store) {
    return hashes(store, "usage/");
  }

  private static Map<String, Integer> hashes(ObjectStore store, String prefix) {
    return new Landscape(store, PARTITION.org()).hashes(prefix);
  }

  private static Map<String, byte[]> objects(ObjectStore store, String prefix) {
    Map<String, byte[]> objects = new TreeMap<>();
    try (Stream<StoredObject> listed = store.list(prefix)) {
      listed
          .map(StoredObject::key)
          .toList()
          .forEach(key -> objects.put(key, store.get(key).orElseThrow()));
    }
    return objects;
  }
}
