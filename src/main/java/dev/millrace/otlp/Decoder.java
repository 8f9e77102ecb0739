package dev.millrace.otlp;

import dev.millrace.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes exports of bodies, in either encoding and within bounds. What is wrong with single records
 * or texts is set right or taken out, and told; what is wrong with the body as a whole refuses it.
 * To be shared between threads.
 */
public final class Decoder {

  /** U+FFFD takes three bytes, in place of one at least. */
  private static final int REPAIR_GROWTH = 3;

  private final MessageBounds bounds;
  private final OtlpJsonReader json;

  public Decoder(MessageBounds bounds) {
    this.bounds = bounds;
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
    Export export =
        switch (encoding) {
          case PROTOBUF -> protobuf(signal, content, tally, claim);
          case JSON -> json.read(signal, content, tally);
        };
    return checked(export, encoding, tally);
  }

  private static Export protobuf(
      Signal signal, byte[] content, Tally tally, DecodeMemory.Claim claim) {
    MessageShape request = OtlpShapes.request(signal);
    ProtobufScan.through(content, request, tally);
    if (tally.brokenTexts() == 0) {
      return Export.parse(signal, content);
    }
    claim.grow((long) REPAIR_GROWTH * content.length);
    return Export.parse(signal, TextRepair.of(content, request));
  }

  private static Decoded checked(Export export, Encoding encoding, Tally tally) {
    if (tally.impossibleIds() == 0) {
      boolean isContent = encoding == Encoding.PROTOBUF && tally.brokenTexts() == 0;
      return new Decoded(export, isContent, 0, String.join("; ", repairs(tally)));
    }
    IdSieve sieve = new IdSieve();
    Export kept = sieve.sieve(export);
    List<String> remarks = new ArrayList<>();
    remarks.add(idRemark(export, sieve, tally));
    remarks.addAll(repairs(tally));
    return new Decoded(kept, false, sieve.rejected(), String.join("; ", remarks));
  }

  private static String idRemark(Export export, IdSieve sieve, Tally tally) {
    String rule = "a trace id has 16 bytes and a span id 8, in JSON two hex digits each, or none";
    return sieve.rejected() == 0
        ? "%d ids of exemplars were dropped: %s".formatted(tally.impossibleIds(), rule)
        : "%d of %d records were rejected, the first for its id at %s: %s"
            .formatted(sieve.rejected(), export.items(), sieve.firstPlace(), rule);
  }

  private static List<String> repairs(Tally tally) {
    List<String> remarks = new ArrayList<>();
    if (tally.brokenTexts() > 0) {
      remarks.add(
          "%d strings were not valid Unicode and are kept with U+FFFD where they were not"
              .formatted(tally.brokenTexts()));
    }
    if (tally.enumNames() > 0) {
      remarks.add(
          "%d enums were sent by name, which OTLP/JSON does not allow: send their numbers"
              .formatted(tally.enumNames()));
    }
    return remarks;
  }
}
