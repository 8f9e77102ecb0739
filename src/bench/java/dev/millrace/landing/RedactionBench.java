package dev.millrace.landing;

import dev.millrace.bench.Batch;
import dev.millrace.bench.JsonSource;
import dev.millrace.landing.LandingConfig.Content;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.DecodeMemory;
import dev.millrace.otlp.Decoded;
import dev.millrace.otlp.Decoder;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.MessageBounds;
import dev.millrace.otlp.OtlpJsonReader;
import dev.millrace.otlp.TestExports;
import dev.millrace.otlp.WireWatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Decoding from gzip and protobuf what has no content, looking for content and not. */
@State(Scope.Benchmark)
public class RedactionBench {

  private static final Body.Bounds BOUNDS = new Body.Bounds(64 << 20, 64 << 20);

  private static final Fences FENCES = new Fences(Set.of());

  @Param public JsonSource source;

  private final Redaction redaction = new Redaction(Content.REMOVE, FENCES);
  private final Decoder decoder = decoder(TestExports.NOTHING);
  private final Decoder looking = decoder(new ContentWatch(FENCES));
  private final DecodeMemory memory = new DecodeMemory(1L << 30, Duration.ofSeconds(1));

  private byte[] gzip = {};

  private static Decoder decoder(WireWatch watch) {
    return new Decoder(new MessageBounds(100, 2_000_000), watch);
  }

  @Setup
  public void removeContent() {
    Export sent = new OtlpJsonReader().read(source.signal(), source.body());
    Export kept = redaction.redact(Decoded.whole(sent)).export();
    gzip = Batch.gzip(kept.message().toByteArray());
  }

  @Benchmark
  public Object decodeAndLook() throws IOException {
    return redaction.redact(decode(looking));
  }

  @Benchmark
  public Decoded decode() throws IOException {
    return decode(decoder);
  }

  private Decoded decode(Decoder decoder) throws IOException {
    try (DecodeMemory.Claim claim = memory.claim()) {
      Body body =
          Body.read(new ByteArrayInputStream(gzip), gzip.length, ContentCoding.GZIP, BOUNDS, claim);
      return decoder.decode(source.signal(), Encoding.PROTOBUF, body.content(), claim);
    }
  }
}
