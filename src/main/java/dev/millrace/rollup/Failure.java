package dev.millrace.rollup;

import dev.millrace.database.DatabaseUnavailableException;
import dev.millrace.lake.DamagedFileException;
import dev.millrace.lake.LakeException;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.usage.UsageFailedException;

/** Why a rollup failed, for the organisation that it is of; the operator's log says the rest. */
final class Failure {

  private Failure() {}

  /** One sentence, without what only the operator may know: folders, hosts, other people's data. */
  static String sentence(Throwable reason) {
    if (reason instanceof StoreUnavailableException) {
      return "the object store was out of reach; the next rollup takes it up again";
    }
    if (reason instanceof DatabaseUnavailableException) {
      return "the database was out of reach; the next rollup takes it up again";
    }
    if (reason instanceof PacksOutstandingException) {
      return "what landed is being converted still; the next rollup takes it up again";
    }
    if (reason instanceof DamagedFileException damaged) {
      return "a file of the lake is damaged; to roll up %s makes it anew"
          .formatted(damaged.received());
    }
    if (reason instanceof LakeException) {
      return "what landed could not be written into the lake; the operator's log says why";
    }
    if (reason instanceof UsageFailedException) {
      return "usage could not be computed; the operator's log says why";
    }
    if (reason instanceof OutOfMemoryError) {
      return "memory ran out; the operator may give the rollup more";
    }
    return "the rollup went wrong; the operator's log says why";
  }
}
