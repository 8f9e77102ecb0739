package dev.millrace.bench;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.rollup.RollupOfFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Rolls up a day of made-up users and says how that compares with the least there is to do: to
 * inflate and parse the same objects in one thread. Arguments: folder, users, bytes of a batch,
 * DuckDB's memory in MB, threads. Objects of a run before are used again.
 */
public final class RollupBenchmark {

  private static final Partition PARTITION =
      new Partition(new OrgId("bench"), LocalDate.parse("2026-03-10"));

  private RollupBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    int users = Integer.parseInt(arguments[1]);
    int batchBytes = Integer.parseInt(arguments[2]);
    Path folder = Path.of(arguments[0], users + "-users-" + batchBytes);
    if (Files.notExists(folder)) {
      new LandedDay(folder, PARTITION, batchBytes).land(users);
    }
    RollupOfFolder rollup =
        new RollupOfFolder(folder, Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
    System.out.printf("%d users, batches of %d bytes%n", users, batchBytes);
    Floor floor = new Floor(folder.resolve("raw"));
    report("floor", floor.effort(), floor);
    Effort effort = Effort.of(() -> rollup.run(PARTITION));
    report("rollup", effort, floor);
    System.out.printf(
        "rollup/floor: %.1f of its CPU time; %d usage rows%n",
        effort.cpuSeconds() / floor.effort().cpuSeconds(), rollup.usageRows());
  }

  private static void report(String what, Effort effort, Floor floor) {
    System.out.printf(
        "%-7s %6.1f s wall %6.1f s CPU %5d MB peak RSS %8.0f objects/s %9.0f rows/s %6.1f MB/s%n",
        what,
        effort.wallSeconds(),
        effort.cpuSeconds(),
        effort.peakRssMb(),
        floor.objects() / effort.wallSeconds(),
        floor.rows() / effort.wallSeconds(),
        floor.bytes() / effort.wallSeconds() / 1e6);
  }
}
