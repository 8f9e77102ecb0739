package dev.millrace.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.millrace.Signal;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.DecodeMemory;
import dev.millrace.otlp.Decoded;
import dev.millrace.otlp.Decoder;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.MessageBounds;
import dev.millrace.otlp.OtlpJsonWriter;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Decoding of a typical batch, and what nothing that decodes it can do without. */
@State(Scope.Benchmark)
public class DecodingBench {

  private static final Body.Bounds BOUNDS = new Body.Bounds(64 << 20, 64 << 20);

  private final byte[] protobuf = Batch.METRICS.message().toByteArray();
  private final byte[] gzip = Batch.gzip(protobuf);
  private final byte[] json = new OtlpJsonWriter().write(Batch.METRICS);
  private final JsonFactory jackson = new JsonFactory();
  private final Decoder decoder = new Decoder(new MessageBounds(100, 2_000_000));
  private final DecodeMemory memory = new DecodeMemory(1L << 30, Duration.ofSeconds(1));

  @Benchmark
  public int jsonFloor() throws IOException {
    int tokens = 0;
    try (JsonParser parser = jackson.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        tokens++;
      }
    }
    return tokens;
  }

  @Benchmark
  public Decoded jsonDecode() {
    try (DecodeMemory.Claim claim = memory.claim()) {
      return decoder.decode(Signal.METRICS, Encoding.JSON, json, claim);
    }
  }

  @Benchmark
  public Object protobufFloor() throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip), 64 * 1024)) {
      return ExportMetricsServiceRequest.parseFrom(in.readAllBytes());
    }
  }

  @Benchmark
  public Decoded protobufDecode() throws IOException {
    try (DecodeMemory.Claim claim = memory.claim()) {
      Body body =
          Body.read(new ByteArrayInputStream(gzip), gzip.length, ContentCoding.GZIP, BOUNDS, claim);
      return decoder.decode(Signal.METRICS, Encoding.PROTOBUF, body.content(), claim);
    }
  }
}
