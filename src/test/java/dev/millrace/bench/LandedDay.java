package dev.millrace.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.MessageLite;
import dev.millrace.KeyId;
import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.keys.KeyKind;
import dev.millrace.keys.PublishedKeys;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Verifier;
import dev.millrace.landing.RawObject;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.store.DirectoryObjectStore;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * A working day of many users as it lies in the landing area: eight hours, an export a minute, as a
 * collector sends them on in batches. Every hundredth export comes twice, as when a collector met a
 * timeout.
 *
 * @param folder of the object store
 * @param batchBytes size that a batch reaches before it is sent, not compressed; 1 leaves every
 *     export to itself
 */
public record LandedDay(Path folder, Partition partition, int batchBytes) {

  private static final int MINUTES = 480;
  private static final int FIRST_HOUR = 8;
  private static final KeyId KEY = new KeyId("benchmark001");

  /** Makes the day; the same users make the same objects. */
  public void land(int users) throws IOException {
    land(users, hour -> {});
  }

  /** What is done whenever an hour has landed. */
  interface Hourly {
    void landed(int hour) throws IOException;
  }

  /** Likewise, hour by hour. */
  void land(int users, Hourly hourly) throws IOException {
    publishKey();
    List<ClaudeCodeUser> people = IntStream.range(0, users).mapToObj(ClaudeCodeUser::new).toList();
    Instant begin = partition.received().atTime(FIRST_HOUR, 0).toInstant(ZoneOffset.UTC);
    Batch<ResourceMetrics> metrics = new Batch<>(Signal.METRICS, LandedDay::metrics);
    Batch<ResourceLogs> logs = new Batch<>(Signal.LOGS, LandedDay::logs);
    for (int minute = 0; minute < MINUTES; minute++) {
      Instant time = begin.plusSeconds(60L * minute);
      for (ClaudeCodeUser user : people) {
        user.begin(minute, time);
        metrics.add(user.metrics(time));
        logs.add(user.logs(time));
      }
      if ((minute + 1) % 60 == 0) {
        metrics.send();
        logs.send();
        hourly.landed((minute + 1) / 60);
      }
    }
  }

  private void publishKey() throws IOException {
    Verifier verifier =
        new Verifier(
            KEY,
            partition.org(),
            KeyKind.ORGANIZATION,
            null,
            Set.of(Scope.OTEL_WRITE),
            "0".repeat(64),
            null,
            null);
    new PublishedKeys(new DirectoryObjectStore(folder), new ObjectMapper().findAndRegisterModules())
        .publish(verifier);
  }

  private static MessageLite metrics(List<ResourceMetrics> parts) {
    return ExportMetricsServiceRequest.newBuilder().addAllResourceMetrics(parts).build();
  }

  private static MessageLite logs(List<ResourceLogs> parts) {
    return ExportLogsServiceRequest.newBuilder().addAllResourceLogs(parts).build();
  }

  private void write(Signal signal, byte[] body) throws IOException {
    RawObject object =
        new RawObject(
            partition.org(), signal, partition.received(), hash(body), KEY, ContentCoding.GZIP);
    Path file = folder.resolve(object.key());
    Files.createDirectories(file.getParent());
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
      gzip.write(body);
    }
  }

  private static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Exports of one signal on their way through a collector. */
  private final class Batch<P extends MessageLite> {

    private final Signal signal;
    private final Function<List<P>, MessageLite> message;
    private final List<P> parts = new ArrayList<>();
    private int bytes;
    private int exports;

    Batch(Signal signal, Function<List<P>, MessageLite> message) {
      this.signal = signal;
      this.message = message;
    }

    void add(P part) throws IOException {
      parts.add(part);
      bytes += part.getSerializedSize();
      exports++;
      if (bytes >= batchBytes) {
        send();
      }
      if (exports % 100 == 0) {
        parts.add(part);
      }
    }

    void send() throws IOException {
      if (!parts.isEmpty()) {
        write(signal, message.apply(parts).toByteArray());
        parts.clear();
        bytes = 0;
      }
    }
  }
}
