package dev.millrace.bench;

import dev.millrace.store.S3ProxyServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures the packaged server beside what it cannot do without: start to first accepted export
 * against a bare Quarkus, requests against inflating and parsing their bodies, memory by size of
 * body. Prints a table; ratios are what counts, for both sides of each are of one run.
 */
public final class ServerBenchmark {

  /** Exports of a round: enough for a clock of CPU that ticks every 10 ms. */
  private static final int ROUND = 100;

  /** Until the compiler is through with the path. */
  private static final int WARM_UP_ROUNDS = 60;

  private static final int ROUNDS = 8;
  private static final int STARTS = 5;
  private static final int MEGABYTE = 1 << 20;

  private final Path folder;
  private final Path hello;

  private ServerBenchmark(Path folder, Path hello) {
    this.folder = folder;
    this.hello = hello;
  }

  /**
   * Runs it.
   *
   * @param args a folder for what is written, and the jar of the bare application
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    ServerBenchmark benchmark =
        new ServerBenchmark(Files.createTempDirectory(folder, "server"), Path.of(args[1]));
    benchmark.starts();
    benchmark.requests();
    benchmark.memory();
  }

  private void starts() throws IOException, InterruptedException {
    List<Double> bare = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    Path data = folder.resolve("starts");
    try (MeasuredServer first = MeasuredServer.start(data, Map.of())) {
      first.send(Batch.gzip(Batch.METRICS.message().toByteArray()));
    }
    for (int i = 0; i < STARTS; i++) {
      bare.add(BareServer.secondsToFirstAnswer(hello, List.of()));
      byte[] body = Batch.gzip(Batch.of(i + 2).message().toByteArray());
      long begun = System.nanoTime();
      try (MeasuredServer server = MeasuredServer.starting(data, BareServer.freePort())) {
        server.sendAtOnce(body);
        ours.add((System.nanoTime() - begun) / 1e9);
      }
    }
    double floor = bare.stream().mapToDouble(it -> it).min().orElseThrow();
    double best = ours.stream().mapToDouble(it -> it).min().orElseThrow();
    System.out.printf("bare Quarkus, start to first answer          %6.2f s%n", floor);
    System.out.printf(
        "local server, start to first accepted export %6.2f s   %.1f times (aim: 1.5)%n",
        best, best / floor);
  }

  private void requests() throws IOException, InterruptedException {
    List<byte[]> bodies = bodies(0);
    double floor = InflateAndParse.cpuSecondsEach(bodies);
    System.out.printf(
        "gunzip and parseFrom of %d KB                %6.2f ms of CPU%n",
        bodies.get(0).length / 1024, 1e3 * floor);
    requests("HTTP to a folder", floor, Map.of());
    try (S3ProxyServer s3 = S3ProxyServer.start()) {
      requests("HTTP to S3", floor, inS3(s3));
    }
  }

  private void requests(String what, double floor, Map<String, String> settings)
      throws IOException, InterruptedException {
    Path data = Files.createTempDirectory(folder, "requests");
    Map<String, String> withoutRollup = new HashMap<>(settings);
    // What arrives is rolled up besides, which is no part of taking it in.
    withoutRollup.put("MILLRACE_ROLLUP_EVERY", "");
    try (MeasuredServer server = MeasuredServer.start(data, withoutRollup)) {
      double best = Double.MAX_VALUE;
      for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
        double each = cpuSecondsEach(server, bodies(round));
        best = round < WARM_UP_ROUNDS ? best : Math.min(best, each);
      }
      System.out.printf(
          "%-44s %6.2f ms of CPU   %.0f %% of the floor's throughput (aim: 50)%n",
          what, 1e3 * best, 100 * floor / best);
    }
  }

  private static double cpuSecondsEach(MeasuredServer server, List<byte[]> bodies)
      throws InterruptedException {
    double before = server.cpuSeconds();
    server.sendAll(bodies);
    return (server.cpuSeconds() - before) / bodies.size();
  }

  /** Of every round others: what comes again is not stored again. */
  private static List<byte[]> bodies(int round) {
    return IntStream.range(0, ROUND)
        .mapToObj(i -> Batch.gzip(Batch.of(100 + round * ROUND + i).message().toByteArray()))
        .toList();
  }

  private void memory() throws IOException, InterruptedException {
    for (int megabytes : List.of(1, 16, 63)) {
      Path data = Files.createTempDirectory(folder, "memory");
      try (MeasuredServer server = MeasuredServer.start(data, Map.of())) {
        server.send(Batch.gzip(Batch.METRICS.message().toByteArray()));
        long before = server.peakRssMegabytes();
        server.sendLogs(Batch.gzip(logs(megabytes * MEGABYTE)));
        System.out.printf(
            "peak memory, body of %2d MiB inflated         %6d MB    %d MB before it%n",
            megabytes, server.peakRssMegabytes(), before);
      }
    }
  }

  private static byte[] logs(int bytes) {
    LogRecord record =
        LogRecord.newBuilder()
            .setBody(AnyValue.newBuilder().setStringValue("a line of output. ".repeat(200)))
            .build();
    ScopeLogs.Builder logs = ScopeLogs.newBuilder();
    for (int size = 0; size < bytes; size += record.getSerializedSize()) {
      logs.addLogRecords(record);
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(logs))
        .build()
        .toByteArray();
  }

  private static Map<String, String> inS3(S3ProxyServer s3) {
    return Map.of(
        "MILLRACE_STORE_TYPE",
        "s3",
        "MILLRACE_STORE_S3_BUCKET",
        s3.newBucket(),
        "QUARKUS_S3_ENDPOINT_OVERRIDE",
        s3.endpoint().toString(),
        "QUARKUS_S3_PATH_STYLE_ACCESS",
        "true",
        "QUARKUS_S3_AWS_REGION",
        S3ProxyServer.REGION.id(),
        "AWS_ACCESS_KEY_ID",
        S3ProxyServer.ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY",
        S3ProxyServer.SECRET_KEY);
  }
}
