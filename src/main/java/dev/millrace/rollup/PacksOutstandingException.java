package dev.millrace.rollup;

/** Packs that other invocations convert were not converted within the time that a run has. */
final class PacksOutstandingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  PacksOutstandingException(int packs) {
    super(packs + " packs are not converted yet");
  }
}
