package dev.millrace.bench;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.duckdb.TempFolder;
import dev.millrace.rollup.RollupOfFolder;
import dev.millrace.store.CountingStore;
import dev.millrace.store.DirectoryObjectStore;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import dev.millrace.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Rolls up a day of people who send directly every hour while it lands, and once more when it is
 * over, and says how often what landed was read and converted, and how that compares with
 * converting the whole day once from its few packs. Arguments: folder, users, DuckDB's memory in
 * MB, threads. A user sends 960 exports; 244 are a tenth of 500 people at Claude Code's own pace.
 */
public final class HourlyBenchmark {

  private static final LocalDate DAY = LocalDate.parse("2026-03-10");
  private static final Partition PARTITION = new Partition(new OrgId("bench"), DAY);

  private final CountingStore store;
  private final Path temp;
  private final int memoryMb;
  private final int threads;
  private final LongAdder converted = new LongAdder();

  private HourlyBenchmark(ObjectStore store, Path temp, int memoryMb, int threads) {
    this.store = new CountingStore(store);
    this.temp = temp;
    this.memoryMb = memoryMb;
    this.threads = threads;
  }

  public static void main(String[] arguments) throws IOException {
    int users = Integer.parseInt(arguments[1]);
    try (TempFolder folder = TempFolder.in(Files.createDirectories(Path.of(arguments[0])))) {
      Path objects = folder.path().resolve("objects");
      new HourlyBenchmark(
              new DirectoryObjectStore(objects),
              folder.path().resolve("temp"),
              Integer.parseInt(arguments[2]),
              Integer.parseInt(arguments[3]))
          .run(new LandedDay(objects, PARTITION, 1), users);
    }
  }

  private void run(LandedDay landed, int users) throws IOException {
    double[] hourly = {0, 0};
    landed.land(
        users,
        hour -> {
          Effort effort =
              Effort.of(() -> rollUp(DAY.atTime(8 + hour, 0).toInstant(ZoneOffset.UTC)));
          System.out.printf(
              "hour %d: %.1f s CPU, %d MB%n", hour, effort.cpuSeconds(), effort.peakRssMb());
          hourly[0] += effort.cpuSeconds();
          hourly[1] = Math.max(hourly[1], effort.peakRssMb());
        });
    Instant over = DAY.plusDays(1).atTime(0, 10).toInstant(ZoneOffset.UTC);
    Effort last = Effort.of(() -> rollUp(over));
    long all = converted.sumThenReset();
    deleteLake();
    Effort once = Effort.of(() -> rollUp(over));

    List<Integer> loose =
        store.reads().entrySet().stream()
            .filter(read -> read.getKey().startsWith("raw/"))
            .filter(read -> !read.getKey().contains("/pack-"))
            .map(Map.Entry::getValue)
            .toList();
    System.out.printf(
        "%d users, %d exports: each read %.2f times as a loose object, at most %d times%n",
        users,
        loose.size(),
        loose.stream().mapToInt(Integer::intValue).average().orElse(0),
        loose.stream().mapToInt(Integer::intValue).max().orElse(0));
    System.out.printf("each byte converted %.2f times%n", (double) all / converted.sum());
    System.out.printf(
        "CPU %.1f s hourly and %.1f s when the day is over, %.1f s to convert it once: %.1f times; at most %.0f MB%n",
        hourly[0],
        last.cpuSeconds(),
        once.cpuSeconds(),
        (hourly[0] + last.cpuSeconds()) / once.cpuSeconds(),
        Math.max(hourly[1], last.peakRssMb()));
  }

  private void rollUp(Instant now) {
    Tools tools = new Tools();
    new RollupOfFolder(
            store,
            temp,
            memoryMb,
            threads,
            (export, origin, activity) -> {
              converted.add(export.message().getSerializedSize());
              tools.activityOf(export, origin, activity);
            },
            Clock.fixed(now, ZoneOffset.UTC))
        .run(PARTITION);
  }

  private void deleteLake() {
    for (String prefix : List.of("lake/", "usage/")) {
      try (Stream<StoredObject> objects = store.list(prefix)) {
        objects.map(StoredObject::key).toList().forEach(store::delete);
      }
    }
  }
}
