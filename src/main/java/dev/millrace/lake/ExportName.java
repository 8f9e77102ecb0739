package dev.millrace.lake;

import dev.millrace.KeyId;
import dev.millrace.Signal;

/**
 * What tells a landed export from all others of its day.
 *
 * @param hash of its body, 32 lower-case hex digits
 * @param keyId of the key that brought it
 */
public record ExportName(Signal signal, String hash, KeyId keyId) {

  private static final int DIGITS_OF_LONG = 16;

  /** 64 bits in place of the name: of a day's exports no two are likely to have the same. */
  long fingerprint() {
    return new Rank()
        .add(Long.parseUnsignedLong(hash, 0, DIGITS_OF_LONG, 16))
        .add(Long.parseUnsignedLong(hash, DIGITS_OF_LONG, 2 * DIGITS_OF_LONG, 16))
        .add(keyId.value())
        .add(signal.ordinal())
        .value();
  }

  @Override
  public String toString() {
    return signal + "/" + hash + "-" + keyId;
  }
}
