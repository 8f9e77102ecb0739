package dev.millrace.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where everything that Millrace keeps lies, as objects under keys.
 *
 * <p>A key is made of segments of letters, digits and {@code = . _ -}, joined by {@code /}; no
 * segment is {@code .} or {@code ..}. Anything else is an {@link IllegalArgumentException}. A write
 * is durable when the method returns, and an object is never seen half written. Every method throws
 * {@link StoreUnavailableException} when the store does not do what was asked; what a failed write
 * leaves is the old object or the new one.
 */
public interface ObjectStore {

  /** Writes the object, replacing one of the same key. */
  void put(String key, byte[] bytes);

  /** Writes the file's content as the object, replacing one of the same key; the file stays. */
  void put(String key, Path file);

  /**
   * Writes the object unless there is one of the same key, which then stays as it is.
   *
   * @return whether this call wrote it
   */
  boolean create(String key, byte[] bytes);

  /** The object's content; empty if there is no such object. */
  Optional<byte[]> get(String key);

  /**
   * A part of the object's content; empty if there is no such object.
   *
   * @param offset of the first byte, 0 or more
   * @param length 1 or more; fewer bytes come where the object ends before
   */
  Optional<byte[]> get(String key, long offset, int length);

  /**
   * Makes the object's content readable as a local file, for programs that read files only.
   *
   * @param target a path where there is nothing yet; the file there must not be written to, only
   *     deleted
   * @return whether there is such an object
   */
  boolean fetch(String key, Path target);

  /** Every object whose key starts with the prefix, ordered by key. To be closed. */
  Stream<StoredObject> list(String prefix);

  /** Deletes the object; that there is none is no error. */
  void delete(String key);
}
