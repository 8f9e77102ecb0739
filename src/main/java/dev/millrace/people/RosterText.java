package dev.millrace.people;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the bytes of a roster as text: nothing is replaced by what it is not. */
public final class RosterText {

  private static final List<Mark> MARKS =
      List.of(
          new Mark(StandardCharsets.UTF_8, (byte) 0xEF, (byte) 0xBB, (byte) 0xBF),
          new Mark(StandardCharsets.UTF_16LE, (byte) 0xFF, (byte) 0xFE),
          new Mark(StandardCharsets.UTF_16BE, (byte) 0xFE, (byte) 0xFF));

  private RosterText() {}

  /**
   * Reads the text. A byte order mark decides, then what the sender says, then it is UTF-8.
   *
   * @param charset its name, as the sender says; null if they do not
   * @throws IllegalArgumentException if the bytes are no text in it, with what to do
   */
  public static String read(byte[] bytes, @Nullable String charset) {
    for (Mark mark : MARKS) {
      if (mark.begins(bytes)) {
        return decoded(bytes, mark.length(), mark.charset());
      }
    }
    return decoded(bytes, 0, charset == null ? StandardCharsets.UTF_8 : named(charset));
  }

  private static Charset named(String charset) {
    try {
      return Charset.forName(charset);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IllegalArgumentException(
          "there is no charset \"" + charset + "\"; known are UTF-8, UTF-16 and windows-1252", e);
    }
  }

  private static String decoded(byte[] bytes, int from, Charset charset) {
    try {
      return charset
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "the roster is not text in "
              + charset
              + ". Save it as \"CSV UTF-8\", or say which charset it is in: Excel's plain CSV is in"
              + " windows-1252",
          e);
    }
  }

  /** Bytes that a file begins with, and what they say of it. */
  private record Mark(Charset charset, List<Byte> bytes) {

    private Mark(Charset charset, Byte... bytes) {
      this(charset, List.of(bytes));
    }

    private int length() {
      return bytes.size();
    }

    private boolean begins(byte[] file) {
      return file.length >= length() && Arrays.equals(file, 0, length(), unboxed(), 0, length());
    }

    private byte[] unboxed() {
      byte[] unboxed = new byte[bytes.size()];
      for (int i = 0; i < unboxed.length; i++) {
        unboxed[i] = bytes.get(i);
      }
      return unboxed;
    }
  }
}
