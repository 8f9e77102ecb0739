package dev.millrace.bench;

import dev.millrace.Signal;
import dev.millrace.landing.ContentWatch;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.DecodeMemory;
import dev.millrace.otlp.Decoded;
import dev.millrace.otlp.Decoder;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.MessageBounds;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Decoding of a typical batch in protobuf, and what nothing that decodes it can do without. */
@State(Scope.Benchmark)
public class ProtobufBench {

  private static final Body.Bounds BOUNDS = new Body.Bounds(64 << 20, 64 << 20);

  private final byte[] protobuf = Batch.METRICS.message().toByteArray();
  private final byte[] gzip = Batch.gzip(protobuf);
  private final Decoder decoder =
      new Decoder(new MessageBounds(100, 2_000_000), new ContentWatch());
  private final DecodeMemory memory = new DecodeMemory(1L << 30, Duration.ofSeconds(1));

  @Benchmark
  public Object parse() throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip), 64 * 1024)) {
      return ExportMetricsServiceRequest.parseFrom(in.readAllBytes());
    }
  }

  @Benchmark
  public Decoded decode() throws IOException {
    try (DecodeMemory.Claim claim = memory.claim()) {
      Body body =
          Body.read(new ByteArrayInputStream(gzip), gzip.length, ContentCoding.GZIP, BOUNDS, claim);
      return decoder.decode(Signal.METRICS, Encoding.PROTOBUF, body.content(), claim);
    }
  }
}
