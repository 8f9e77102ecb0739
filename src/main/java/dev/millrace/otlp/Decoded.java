package dev.millrace.otlp;

import dev.millrace.Signal;

/**
 * What a body says.
 *
 * @param export what of it is good
 * @param isContent whether the body's content is this export in protobuf, byte for byte
 * @param keyLookedFor false if no attribute, wherever it stands, has a key that the decoder's
 *     {@link WireWatch} looks for
 * @param textLookedFor the same of bodies of log records, and of names and other texts
 * @param unknownFields whether it holds texts or messages in fields that OTLP does not have
 * @param rejected how many records were not good and are not in the export
 * @param isIncomplete whether there is more that is not in the export, such as what stands under
 *     names of earlier versions
 * @param remark for the sender, in English: what was rejected or repaired, and why; empty if
 *     nothing
 */
public record Decoded(
    Export export,
    boolean isContent,
    boolean keyLookedFor,
    boolean textLookedFor,
    boolean unknownFields,
    int rejected,
    boolean isIncomplete,
    String remark) {

  /** The same, with more to tell its sender. */
  public Decoded remarking(String more) {
    if (more.isEmpty()) {
      return this;
    }
    String both = remark.isEmpty() ? more : remark + "; " + more;
    return new Decoded(
        export,
        isContent,
        keyLookedFor,
        textLookedFor,
        unknownFields,
        rejected,
        isIncomplete,
        both);
  }

  /** An export that came in protobuf and has nothing wrong with it, of which nothing was asked. */
  public static Decoded whole(Export export) {
    return new Decoded(export, true, true, true, true, 0, false, "");
  }

  /** Whether there is something in the body, but nothing that was understood. */
  boolean nothingWasRead() {
    return export.items() + rejected == 0 && isIncomplete;
  }

  /** What came to the address of another signal: nothing of it is taken. */
  Decoded misaddressed(Signal addressee) {
    return new Decoded(
        Export.parse(addressee, new byte[0]),
        false,
        false,
        false,
        false,
        export.items() + rejected,
        true,
        "nothing in it was read: it is an export of %s, which has to be sent to /v1/%s"
            .formatted(export.signal(), export.signal()));
  }

  /** The same, with so many records of another signal that are not taken. */
  Decoded without(Decoded misaddressed) {
    return new Decoded(
        export,
        isContent,
        keyLookedFor,
        textLookedFor,
        unknownFields,
        misaddressed.export.items() + misaddressed.rejected,
        true,
        remark);
  }
}
