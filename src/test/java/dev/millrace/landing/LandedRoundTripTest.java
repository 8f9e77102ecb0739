package dev.millrace.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.Signal;
import dev.millrace.landing.LandingConfig.Content;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.DecodeMemory;
import dev.millrace.otlp.Decoded;
import dev.millrace.otlp.Decoder;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.MessageBounds;
import dev.millrace.otlp.OtlpJsonWriter;
import dev.millrace.otlp.RandomExports;
import dev.millrace.store.DirectoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random exports of every message that OTLP has: what is sent as JSON lands whole. */
class LandedRoundTripTest {

  private static final int ROUNDS = 200;
  private static final Body.Bounds BOUNDS = new Body.Bounds(1 << 26, 1 << 26);

  private final Decoder decoder =
      new Decoder(new MessageBounds(100, 2_000_000, 1024), new ContentWatch(new Fences(Set.of())));
  private final OtlpJsonWriter writer = new OtlpJsonWriter();

  @TempDir Path folder;

  @Tag("R-65")
  @DisplayName("R-65 JSON in, protobuf landed, and the same JSON out of what landed")
  @ParameterizedTest
  @EnumSource
  void keepsEveryField(Signal signal) throws IOException {
    DirectoryObjectStore store = new DirectoryObjectStore(folder);
    Landing landing = new Landing(store, LandingSettings.of(Content.KEEP));
    LandedExports landed = new LandedExports(store);
    for (int seed = 0; seed < ROUNDS; seed++) {
      byte[] json = writer.write(RandomExports.of(signal, seed));

      Export export = landed.read(land(landing, signal, json).object());

      assertThat(writer.write(export)).as("seed %d", seed).isEqualTo(json);
    }
  }

  private Landing.Landed land(Landing landing, Signal signal, byte[] json) throws IOException {
    Body body = Body.read(new ByteArrayInputStream(json), ContentCoding.IDENTITY, BOUNDS);
    try (DecodeMemory.Claim claim = DecodeMemory.unbounded().claim()) {
      Decoded decoded = decoder.decode(signal, Encoding.JSON, body.content(), claim);
      return landing.land(
          new OrgId("acme"),
          new KeyId("AbCdEf012345"),
          LocalDate.parse("2026-11-22"),
          body,
          decoded);
    }
  }
}
