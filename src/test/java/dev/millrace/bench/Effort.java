package dev.millrace.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a piece of work took of the machine.
 *
 * @param wallSeconds by the clock
 * @param cpuSeconds of all threads of the process, compiler and collector included
 * @param peakRssMb most memory resident during it, everything in the process included; 0 where the
 *     system does not tell
 */
record Effort(double wallSeconds, double cpuSeconds, long peakRssMb) {

  private static final Path STATUS = Path.of("/proc/self/status");

  /** Work that may fail. */
  interface Work {
    void run() throws IOException;
  }

  static Effort of(Work work) throws IOException {
    forgetPeak();
    long wall = System.nanoTime();
    long cpu = cpuNanos();
    work.run();
    return new Effort(
        (System.nanoTime() - wall) / 1e9, (cpuNanos() - cpu) / 1e9, residentPeakMb(STATUS));
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void forgetPeak() throws IOException {
    Path clear = Path.of("/proc/self/clear_refs");
    if (Files.isWritable(clear)) {
      Files.writeString(clear, "5");
    }
  }

  /** Of the process whose status file this is. */
  static long residentPeakMb(Path status) throws IOException {
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
