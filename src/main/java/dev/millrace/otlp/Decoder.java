package dev.millrace.otlp;

import dev.millrace.Signal;

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

  /**
   * @param watch asked of keys and texts, see {@link Decoded#keyLookedFor}
   */
  public Decoder(MessageBounds bounds, WireWatch watch) {
    this.bounds = bounds;
    this.watch = watch;
    this.json = new OtlpJsonReader(bounds);
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
    return switch (encoding) {
      case PROTOBUF -> protobuf(signal, content, tally, claim);
      case JSON -> json(signal, content, tally);
    };
  }

  private Decoded protobuf(Signal signal, byte[] content, Tally tally, DecodeMemory.Claim claim) {
    MessageShape request = OtlpShapes.request(signal);
    ProtobufScan.Found found = ProtobufScan.through(content, request, tally, watch);
    Export parsed = Export.parse(signal, repaired(content, request, tally, claim));
    Oddities oddities = tally.oddities();
    Export export = found.impossibleIds() == 0 ? parsed : new IdSieve(oddities).sieve(parsed);
    boolean isContent = !oddities.changedAnything();
    return new Decoded(
        export,
        isContent,
        found.keyLookedFor(),
        found.textLookedFor(),
        oddities.rejected(),
        oddities.remark(export.items()));
  }

  /** Nothing is asked: looking through the export is little beside reading JSON. */
  private Decoded json(Signal signal, byte[] content, Tally tally) {
    Export export = json.read(signal, content, tally);
    Oddities oddities = tally.oddities();
    return new Decoded(
        export, false, true, true, oddities.rejected(), oddities.remark(export.items()));
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
