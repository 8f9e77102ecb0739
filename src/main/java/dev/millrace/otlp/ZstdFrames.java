package dev.millrace.otlp;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * Inflates zstd: any number of frames and nothing after the last. A frame's window is up to 8 MiB,
 * as RFC 8878 recommends that decoders support; it is all the memory that inflating takes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8878">RFC 8878</a>
 */
final class ZstdFrames implements ByteSource {

  private static final int MAGIC = 0xfd2fb528;
  private static final int SKIPPABLE = 0x184d2a50;
  private static final int[] DICTIONARY_ID_BYTES = {0, 1, 2, 4};
  private static final int[] CONTENT_SIZE_BYTES = {0, 2, 4, 8};
  private static final int RLE = 1;
  private static final int MAX_BLOCK = 128 * 1024;
  private static final int MAX_WINDOW = 8 * 1024 * 1024;

  private final byte[] sent;
  private final InputStream inflated;
  private final boolean isEmpty;
  private int at;

  ZstdFrames(byte[] sent) throws IOException {
    this.sent = sent;
    byte[] frames = dataFrames();
    this.isEmpty = frames.length == 0;
    this.inflated = new ZstdInputStream(new ByteArrayInputStream(frames));
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (isEmpty) {
      return -1;
    }
    try {
      return inflated.read(into, offset, length);
    } catch (IOException | RuntimeException e) {
      // The library has an exception for each way in which data can be wrong, of no common kind.
      throw new ZipException("corrupt");
    }
  }

  /** It holds nothing but memory. */
  @Override
  public void close() {}

  /** What was sent without frames that are to be skipped, which the library does not know. */
  private byte[] dataFrames() throws IOException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    int keptTo = 0;
    while (at < sent.length) {
      int start = at;
      if (skippedFrame()) {
        kept.write(sent, keptTo, start - keptTo);
        keptTo = at;
      }
    }
    if (keptTo == 0) {
      return sent;
    }
    kept.write(sent, keptTo, sent.length - keptTo);
    return kept.toByteArray();
  }

  /** Goes to the end of a frame; true if it holds no data. */
  private boolean skippedFrame() throws IOException {
    int magic = (int) little(4);
    if ((magic & ~0xf) == SKIPPABLE) {
      skip(little(4));
      return true;
    }
    if (magic != MAGIC) {
      throw new ZipException("no zstd frame");
    }
    int descriptor = (int) little(1);
    header(descriptor);
    blocks();
    skip((descriptor & 4) != 0 ? 4 : 0);
    return false;
  }

  /** A frame in a single segment has no window but its content. */
  private void header(int descriptor) throws IOException {
    boolean singleSegment = (descriptor & 0x20) != 0;
    long window = singleSegment ? 0 : window((int) little(1));
    skip(DICTIONARY_ID_BYTES[descriptor & 3]);
    int sizeBytes = CONTENT_SIZE_BYTES[descriptor >>> 6];
    long contentSize = little(sizeBytes == 0 && singleSegment ? 1 : sizeBytes);
    checkWindow(singleSegment ? contentSize : window);
  }

  private static long window(int descriptor) {
    long base = 1L << (10 + (descriptor >>> 3));
    return base + base / 8 * (descriptor & 7);
  }

  /** The library looks at it too late: it has made room for stored blocks by then. */
  private static void checkWindow(long bytes) throws IOException {
    if (bytes < 0 || bytes > MAX_WINDOW) {
      throw new ZipException("of a window over " + MAX_WINDOW + " bytes");
    }
  }

  private void blocks() throws IOException {
    boolean last = false;
    while (!last) {
      int header = (int) little(3);
      last = (header & 1) != 0;
      int size = header >>> 3;
      if (size > MAX_BLOCK) {
        throw new ZipException("corrupt");
      }
      skip((header >>> 1 & 3) == RLE ? 1 : size);
    }
  }

  private long little(int bytes) throws IOException {
    int start = at;
    skip(bytes);
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = value << 8 | (sent[start + i] & 0xff);
    }
    return value;
  }

  private void skip(long bytes) throws IOException {
    if (bytes > sent.length - at) {
      throw new EOFException("cut off");
    }
    at += (int) bytes;
  }
}
