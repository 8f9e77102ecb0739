package dev.millrace.landing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.stream.Stream;

/**
 * A set of keys by no more than their beginnings, lengths and ends: most keys are seen not to be in
 * it without hashing them, and all that are in it are taken for such. They are in ASCII, and of
 * four characters or more.
 */
final class KeyOutlines {

  private static final int BEGINNING = 4;

  /** So many characters at once. */
  private static final VarHandle FIRST =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** An odd number of many bits, so that those of a product depend on all of the factor. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final int SLOT_BITS = 12;

  /** By {@link #beginning}. */
  private final boolean[] beginnings = new boolean[1 << SLOT_BITS];

  /** By {@link #outline}, for the many keys that only begin like one. */
  private final boolean[] outlines = new boolean[1 << SLOT_BITS];

  private KeyOutlines() {}

  static KeyOutlines of(Stream<String> keys) {
    KeyOutlines all = new KeyOutlines();
    keys.forEach(
        key -> {
          all.beginnings[beginning(key)] = true;
          all.outlines[outline(key)] = true;
        });
    return all;
  }

  /** Whether the set may hold a key in UTF-8, or the list that it is one of. */
  boolean mayHoldKeyOrList(byte[] bytes, int start, int length) {
    if (length < BEGINNING) {
      return false;
    }
    long five = five(bytes, start, length);
    return outlines[slot(five | ending(length, bytes[start + length - 1]))]
        || beginnings[slot(five)] && mayBeOfList(bytes, start, length);
  }

  /** Whether the set may hold the key. */
  boolean mayHold(String key) {
    return key.length() >= BEGINNING && outlines[outline(key)];
  }

  /** Whether the set may hold the key, or the list that it is one of. */
  boolean mayBegin(String key) {
    return key.length() >= BEGINNING && beginnings[beginning(key)];
  }

  /** Whether a segment of the key after its first may be a number. */
  private static boolean mayBeOfList(byte[] bytes, int start, int length) {
    for (int i = start + 1; i < start + length - 1; i++) {
      // Below the letters in ASCII are digits, and what is not ASCII.
      if (bytes[i] == '.' && bytes[i + 1] <= '9') {
        return true;
      }
    }
    return false;
  }

  /** A number by the beginning of a key; the same for a key and for a list of it. */
  private static int beginning(String key) {
    return slot(five(key));
  }

  /** A number by the beginning of a key, its length and its last character. */
  private static int outline(String key) {
    return slot(five(key) | ending(key.length(), key.charAt(key.length() - 1)));
  }

  /** The first five characters of a key, a dot where it has four. */
  private static long five(String key) {
    long five = key.length() > BEGINNING ? key.charAt(BEGINNING) : '.';
    for (int i = BEGINNING - 1; i >= 0; i--) {
      five = five << Byte.SIZE | key.charAt(i);
    }
    return five;
  }

  /** The same of a key in UTF-8: all that begin like content do so in ASCII. */
  private static long five(byte[] bytes, int start, int length) {
    long fifth = length > BEGINNING ? bytes[start + BEGINNING] : '.';
    return fifth << Integer.SIZE | Integer.toUnsignedLong((int) FIRST.get(bytes, start));
  }

  /** The rest of 64 bits. */
  private static long ending(int length, int last) {
    return (long) (length << Byte.SIZE | last) << 5 * Byte.SIZE;
  }

  private static int slot(long bits) {
    return (int) (bits * SPREAD >>> Long.SIZE - SLOT_BITS);
  }
}
