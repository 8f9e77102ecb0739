package dev.millrace.otlp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a source to its end into one array, without asking for memory that nothing may fill: pieces
 * grow with what has come, and each is claimed before it is made.
 */
final class BoundedBytes {

  private static final int FIRST_PIECE = 16 * 1024;
  private static final int LARGEST_PIECE = 8 * 1024 * 1024;

  private final ByteSource source;
  private final int limit;
  private final DecodeMemory.Claim claim;
  private final List<byte[]> full = new ArrayList<>();
  private byte[] piece;
  private int used;
  private int total;

  private BoundedBytes(ByteSource source, int limit, int firstPiece, DecodeMemory.Claim claim) {
    this.source = source;
    this.limit = limit;
    this.claim = claim;
    this.piece = newPiece(firstPiece);
  }

  /**
   * @param expected how many bytes will probably come, if whoever says so can be believed; 0 if
   *     nobody says
   * @throws Overrun if there are more than {@code limit}
   */
  static byte[] read(ByteSource source, int limit, long expected, DecodeMemory.Claim claim)
      throws IOException {
    int first = (int) Math.min(limit, expected > 0 ? expected : FIRST_PIECE);
    return new BoundedBytes(source, limit, first, claim).toTheEnd();
  }

  private byte[] toTheEnd() throws IOException {
    while (used < piece.length || nextPiece()) {
      int read = source.read(piece, used, piece.length - used);
      if (read < 0) {
        break;
      }
      used += read;
      total += read;
    }
    return full.isEmpty() && used == piece.length ? piece : joined();
  }

  /** Makes room for more if there is more; false at the end. */
  private boolean nextPiece() throws IOException {
    byte[] probe = new byte[1];
    if (source.read(probe, 0, 1) < 0) {
      return false;
    }
    if (total == limit) {
      throw new Overrun();
    }
    full.add(piece);
    int wanted = Math.min(LARGEST_PIECE, Math.max(FIRST_PIECE, total));
    piece = newPiece(Math.min(wanted, limit - total));
    piece[0] = probe[0];
    used = 1;
    total++;
    return true;
  }

  private byte[] newPiece(int length) {
    claim.grow(length);
    return new byte[length];
  }

  private byte[] joined() {
    claim.grow(total);
    byte[] all = new byte[total];
    int at = 0;
    long pieces = piece.length;
    for (byte[] one : full) {
      System.arraycopy(one, 0, all, at, one.length);
      at += one.length;
      pieces += one.length;
    }
    System.arraycopy(piece, 0, all, at, used);
    claim.shrink(pieces);
    return all;
  }

  /** There is more than allowed; how much more is not looked at. */
  static final class Overrun extends IOException {

    private static final long serialVersionUID = 1;
  }
}
