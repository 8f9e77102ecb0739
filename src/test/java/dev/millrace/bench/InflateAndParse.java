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

  private static final int WARM_UP_ROUNDS = 20;
  private static final int ROUNDS = 8;

  private InflateAndParse() {}

  /** CPU that one body takes in one thread, in the best of several rounds: all is compiled then. */
  static double cpuSecondsEach(List<byte[]> bodies) throws IOException {
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      all(bodies);
    }
    double best = Double.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long before = cpuNanos();
      all(bodies);
      best = Math.min(best, (cpuNanos() - before) / 1e9 / bodies.size());
    }
    return best;
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
