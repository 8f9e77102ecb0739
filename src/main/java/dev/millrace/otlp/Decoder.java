package dev.millrace.otlp;

import dev.millrace.Signal;
import java.util.Optional;

/**
 * Makes exports of bodies, in either encoding and within bounds. What is wrong with single records
 * or texts is set right or taken out, and told; what is wrong with the body as a whole refuses it.
 * To be shared between threads.
 */
public final class Decoder {

  /** U+FFFD takes three bytes, in place of one at least. */
  private static final int REPAIR_GROWTH = 3;

  private final MessageBounds bounds;
  private final WireWatch watch;
  private final OtlpJsonReader json;
  private final Recognition recognition;

  /**
   * @param watch asked of keys and texts, see {@link Decoded#keyLookedFor}
   */
  public Decoder(MessageBounds bounds, WireWatch watch) {
    this.bounds = bounds;
    this.watch = watch;
    this.json = new OtlpJsonReader(bounds);
    this.recognition = new Recognition(bounds, watch);
  }

  /**
   * Decodes a body.
   *
   * @param content inflated
   * @param claim grows by what the export takes
   * @throws OtlpException if it is not the signal's export request, or one beyond the bounds
   * @throws DecodeMemory.BusyException if there is no memory for it now
   */
  public Decoded decode(
      Signal signal, Encoding encoding, byte[] content, DecodeMemory.Claim claim) {
    // Texts are copied out of it.
    claim.grow(content.length);
    Tally tally = new Tally(bounds, claim);
    try {
      return switch (encoding) {
        case PROTOBUF -> protobuf(signal, content, tally, claim);
        case JSON -> json(signal, content, tally, claim);
      };
    } catch (OtlpException e) {
      throw recognition.explained(encoding, content, e);
    }
  }

  /**
   * Of which signal a body is whose address does not say it: the one of which most is understood.
   * Whether that is anything shows when it is decoded.
   */
  public Signal signalOf(Encoding encoding, byte[] content) {
    return switch (encoding) {
      case PROTOBUF -> recognition.closest(content);
      case JSON -> json.signalOf(content).orElse(Signal.METRICS);
    };
  }

  private Decoded protobuf(Signal signal, byte[] content, Tally tally, DecodeMemory.Claim claim) {
    MessageShape request = OtlpShapes.request(signal);
    ProtobufScan.Found found;
    try {
      found = ProtobufScan.through(content, request, tally, watch);
    } catch (OtlpException e) {
      return recognised(signal, content, claim).orElseThrow(() -> e);
    }
    Optional<Decoded> misaddressed =
        found.misfits() == 0 ? Optional.empty() : recognised(signal, content, claim);
    return misaddressed.orElseGet(() -> protobuf(signal, content, found, tally, claim));
  }

  /** What is an export of another signal without any doubt. */
  private Optional<Decoded> recognised(Signal addressee, byte[] content, DecodeMemory.Claim claim) {
    return recognition
        .whole(content)
        .filter(signal -> signal != addressee)
        .map(signal -> decode(signal, Encoding.PROTOBUF, content, claim))
        .filter(decoded -> decoded.export().items() > 0)
        .map(decoded -> decoded.misaddressed(addressee));
  }

  private Decoded protobuf(
      Signal signal,
      byte[] content,
      ProtobufScan.Found found,
      Tally tally,
      DecodeMemory.Claim claim) {
    MessageShape request = OtlpShapes.request(signal);
    Export parsed = Export.parse(signal, repaired(content, request, tally, claim));
    Oddities oddities = tally.oddities();
    Export export = found.impossibleIds() == 0 ? parsed : new IdSieve(oddities).sieve(parsed);
    boolean isContent = !oddities.changedAnything();
    oddities.unknownFields(found.strangers());
    return new Decoded(
        export,
        isContent,
        found.keyLookedFor(),
        found.textLookedFor(),
        found.unknownFields(),
        oddities.rejected(),
        oddities.leftOut(export.items()),
        oddities.remark(export.items()));
  }

  /** Nothing is asked: looking through the export is little beside reading JSON. */
  private Decoded json(Signal signal, byte[] content, Tally tally, DecodeMemory.Claim claim) {
    Export export = json.read(signal, content, tally);
    Oddities oddities = tally.oddities();
    Decoded decoded =
        new Decoded(
            export,
            false,
            true,
            true,
            false,
            oddities.rejected(),
            oddities.leftOut(export.items()),
            oddities.remark(export.items()));
    return decoded.nothingWasRead()
        ? json.signalOf(content)
            .filter(meant -> meant != signal)
            .map(meant -> decode(meant, Encoding.JSON, content, claim))
            .filter(meant -> meant.export().items() > 0)
            .map(decoded::without)
            .orElse(decoded)
        : decoded;
  }

  private static byte[] repaired(
      byte[] content, MessageShape request, Tally tally, DecodeMemory.Claim claim) {
    if (tally.oddities().brokenTexts() == 0) {
      return content;
    }
    claim.grow((long) REPAIR_GROWTH * content.length);
    return TextRepair.of(content, request);
  }
}
