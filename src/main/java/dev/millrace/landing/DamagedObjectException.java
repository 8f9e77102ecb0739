package dev.millrace.landing;

import dev.millrace.otlp.OtlpException;

/** A landed object does not hold the export that it was acknowledged as; whoever reads stops. */
public final class DamagedObjectException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DamagedObjectException(RawObject object, OtlpException reason) {
    super("a landed object holds an export, but " + object.key() + " does not", reason);
  }
}
