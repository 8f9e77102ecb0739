package dev.millrace.lake;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * The mark that Parquet files begin and end with.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">Apache Parquet, "File format"</a>
 */
public final class ParquetMark {

  private static final int MARK = 0x50415231;

  private ParquetMark() {}

  /** Whether the file is whole, as far as that says; what is wrong further inside, DuckDB says. */
  public static boolean isOn(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      long length = bytes.length();
      return length >= 2 * Integer.BYTES
          && isMark(bytes, 0)
          && isMark(bytes, length - Integer.BYTES);
    }
  }

  private static boolean isMark(RandomAccessFile bytes, long at) throws IOException {
    bytes.seek(at);
    return bytes.readInt() == MARK;
  }
}
