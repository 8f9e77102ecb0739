package dev.millrace.tools;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * 64 bits that stand for a sequence of texts: the first of its SHA-256. Each text goes in with its
 * length, so that no two sequences run into the same bytes.
 */
final class Fingerprint {

  private final MessageDigest digest;

  /** What is not in the digest yet: it takes few large pieces much faster than many small ones. */
  private final ByteBuffer waiting = ByteBuffer.allocate(256);

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  Fingerprint add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    if (bytes.length > waiting.remaining()) {
      digestWaiting();
    }
    if (bytes.length > waiting.capacity()) {
      digest.update(bytes);
    } else {
      waiting.put(bytes);
    }
    return this;
  }

  Fingerprint add(long number) {
    if (waiting.remaining() < Long.BYTES) {
      digestWaiting();
    }
    waiting.putLong(number);
    return this;
  }

  Fingerprint add(Attributes attributes) {
    attributes.addTo(this);
    return this;
  }

  /** The 64 bits; afterwards the fingerprint is empty again. */
  long value() {
    digestWaiting();
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private void digestWaiting() {
    digest.update(waiting.flip());
    waiting.clear();
  }
}
