package dev.millrace.lake;

import dev.millrace.otlp.Export;
import dev.millrace.otlp.Nanoseconds;
import dev.millrace.tools.Origin;

/**
 * A landed export, decoded.
 *
 * @param objectHash the hash in the landed object's name, lower-case hex digits
 */
public record LandedExport(String objectHash, Export export, Origin origin) {

  /** The same, whichever unit its sender wrote times in. */
  LandedExport inNanoseconds() {
    return new LandedExport(objectHash, Nanoseconds.of(export), origin);
  }
}
