package dev.millrace.rollup;

import dev.millrace.KeyId;

/**
 * Something landed under a key of which the store does not say whose it is. Who sent it must not be
 * guessed from what it says: a personal key's data belongs to its owner.
 */
final class UnknownKeyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnknownKeyException(KeyId key) {
    super("the object of key " + key + " is not there, which says whose the key is");
  }
}
