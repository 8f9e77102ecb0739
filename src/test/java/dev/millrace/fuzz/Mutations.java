package dev.millrace.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages bodies in the ways that bodies get damaged, and in some that only attackers think of. */
final class Mutations {

  /** Tokens that JSON may hold, and numbers and lengths at the edges of their types. */
  private static final List<byte[]> TOKENS =
      List.of(
          bytes("null"),
          bytes("[]"),
          bytes("{"),
          bytes("}"),
          bytes("["),
          bytes("\""),
          bytes("\\u0000"),
          bytes("\\ud800"),
          bytes("-"),
          bytes("1e999"),
          bytes("18446744073709551616"),
          bytes("-9223372036854775809"),
          bytes("0.1"),
          bytes("\"NaN\""),
          bytes("{\"a\":"),
          bytes("[[[[[[[[[[[[[[[["),
          new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07},
          new byte[] {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x01},
          new byte[] {0x0B, 0x0B, 0x0B},
          new byte[] {(byte) 0xC0, (byte) 0xAF},
          new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});

  private static final byte[] NOTHING = {};
  private static final int MOST_CHANGES = 4;

  private final Random random;

  Mutations(long seed) {
    this.random = new Random(seed);
  }

  /** A number below the bound, from the same seed. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** The body with some damage; parts of the other may be in it. */
  byte[] damaged(byte[] body, byte[] other) {
    byte[] damaged = body;
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes; i++) {
      damaged = changed(damaged, other);
    }
    return damaged;
  }

  private byte[] changed(byte[] body, byte[] other) {
    int at = random.nextInt(body.length + 1);
    int end = Math.min(body.length, at + 1 + random.nextInt(16));
    return switch (random.nextInt(7)) {
      case 0 -> flipped(body);
      case 1 -> joined(body, at, NOTHING, body.length);
      case 2 -> joined(body, at, NOTHING, end);
      case 3 -> joined(body, at, TOKENS.get(random.nextInt(TOKENS.size())), at);
      case 4 -> joined(body, at, TOKENS.get(random.nextInt(TOKENS.size())), end);
      case 5 -> joined(body, at, slice(other), at);
      default -> joined(body, end, body, at);
    };
  }

  /** Some bits in it changed: of a protobuf message often a tag or a length. */
  private byte[] flipped(byte[] body) {
    byte[] flipped = body.clone();
    for (int i = 0; i < 3 && body.length > 0; i++) {
      flipped[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private byte[] slice(byte[] other) {
    int from = random.nextInt(other.length + 1);
    int to = Math.min(other.length, from + random.nextInt(64));
    return Arrays.copyOfRange(other, from, to);
  }

  /** What lies in the body up to a place, then what is put there, then the rest from another. */
  private static byte[] joined(byte[] body, int to, byte[] put, int restFrom) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + put.length);
    out.write(body, 0, to);
    out.writeBytes(put);
    out.write(body, restFrom, body.length - restFrom);
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
