package dev.millrace.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Signal;
import dev.millrace.landing.LandingConfig.Content;
import dev.millrace.landing.Redaction.Redacted;
import dev.millrace.otlp.DecodeMemory;
import dev.millrace.otlp.Decoded;
import dev.millrace.otlp.Decoder;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.MessageBounds;
import java.util.Set;

/** Removes content from exports as they arrive: with what was seen of it in the bytes. */
final class ContentRemoval {

  private static final Fences FENCES = new Fences(Set.of());
  private static final Redaction REDACTION = new Redaction(Content.REMOVE, FENCES);
  private static final Decoder DECODER =
      new Decoder(new MessageBounds(100, 1_000_000, 1024), new ContentWatch(FENCES));

  private ContentRemoval() {}

  /** What is left, which is the same as if everything had been looked at. */
  static Redacted of(Export export) {
    Redacted looked = REDACTION.redact(Decoded.whole(export));
    Decoded decoded = decoded(export);
    Redacted seen =
        REDACTION.redact(
            new Decoded(
                export,
                true,
                decoded.keyLookedFor(),
                decoded.textLookedFor(),
                decoded.unknownFields(),
                0,
                false,
                ""));

    assertThat(seen).isEqualTo(looked);
    return looked;
  }

  /** What is left of an export that arrives in JSON. */
  static Redacted ofJson(Signal signal, byte[] json) {
    return REDACTION.redact(decoded(signal, Encoding.JSON, json));
  }

  /** The export as it arrives. */
  static Decoded decoded(Export export) {
    return decoded(export.signal(), Encoding.PROTOBUF, export.message().toByteArray());
  }

  private static Decoded decoded(Signal signal, Encoding encoding, byte[] body) {
    try (DecodeMemory.Claim claim = DecodeMemory.unbounded().claim()) {
      return DECODER.decode(signal, encoding, body, claim);
    }
  }
}
