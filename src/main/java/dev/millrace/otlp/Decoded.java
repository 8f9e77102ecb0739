package dev.millrace.otlp;

/**
 * What a body says.
 *
 * @param export what of it is good
 * @param isContent whether the body's content is this export in protobuf, byte for byte
 * @param keyLookedFor false if no attribute, wherever it stands, has a key that the decoder's
 *     {@link WireWatch} looks for
 * @param textLookedFor the same of bodies of log records, and of names and other texts
 * @param rejected how many records were not good and are not in the export
 * @param remark for the sender, in English: what was rejected or repaired, and why; empty if
 *     nothing
 */
public record Decoded(
    Export export,
    boolean isContent,
    boolean keyLookedFor,
    boolean textLookedFor,
    int rejected,
    String remark) {

  /** The same, with more to tell its sender. */
  public Decoded remarking(String more) {
    if (more.isEmpty()) {
      return this;
    }
    String both = remark.isEmpty() ? more : remark + "; " + more;
    return new Decoded(export, isContent, keyLookedFor, textLookedFor, rejected, both);
  }

  /** An export that came in protobuf and has nothing wrong with it, of which nothing was asked. */
  public static Decoded whole(Export export) {
    return new Decoded(export, true, true, true, 0, "");
  }
}
