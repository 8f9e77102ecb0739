package dev.millrace.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.millrace.landing.ContentWatch;
import dev.millrace.otlp.DecodeMemory;
import dev.millrace.otlp.Decoded;
import dev.millrace.otlp.Decoder;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.MessageBounds;
import java.io.IOException;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Decoding of JSON beside what no reader that stands on Jackson can do without. */
@State(Scope.Benchmark)
public class JsonBench {

  @Param public JsonSource source;

  private final JsonFactory jackson = new JsonFactory();
  private final Decoder decoder =
      new Decoder(new MessageBounds(100, 2_000_000), new ContentWatch());
  private final DecodeMemory memory = new DecodeMemory(1L << 30, Duration.ofSeconds(1));

  private byte[] json = {};

  @Setup
  public void read() {
    json = source.body();
  }

  /** The aim is set against this: names are read, values stepped over and never made. */
  @Benchmark
  public int tokens() throws IOException {
    int tokens = 0;
    try (JsonParser parser = jackson.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        tokens++;
      }
    }
    return tokens;
  }

  /** With every text made a string, as any reader has to. */
  @Benchmark
  public int tokensAndTexts() throws IOException {
    int length = 0;
    try (JsonParser parser = jackson.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        length += token == JsonToken.VALUE_STRING ? parser.getText().length() : 0;
      }
    }
    return length;
  }

  @Benchmark
  public Decoded decode() {
    try (DecodeMemory.Claim claim = memory.claim()) {
      return decoder.decode(source.signal(), Encoding.JSON, json, claim);
    }
  }
}
