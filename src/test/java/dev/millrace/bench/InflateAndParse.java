package dev.millrace.bench;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The least that a receiver has to do with a body: inflate it and parse it. */
final class InflateAndParse {

  private static final int WARM_UP_ROUNDS = 3;

  private InflateAndParse() {}

  /** CPU that one body takes in one thread, once everything is compiled. */
  static double cpuSecondsEach(List<byte[]> bodies) throws IOException {
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      all(bodies);
    }
    long before = cpuNanos();
    all(bodies);
    return (cpuNanos() - before) / 1e9 / bodies.size();
  }

  private static void all(List<byte[]> bodies) throws IOException {
    for (byte[] body : bodies) {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body), 1 << 16)) {
        ExportMetricsServiceRequest parsed =
            ExportMetricsServiceRequest.parseFrom(in.readAllBytes());
        if (parsed.getResourceMetricsCount() == 0) {
          throw new IOException("an empty batch");
        }
      }
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
