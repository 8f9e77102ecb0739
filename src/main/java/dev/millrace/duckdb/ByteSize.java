package dev.millrace.duckdb;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 64M}, {@code 1GB}, {@code 1500 MiB}; all count by 1024. */
public final class ByteSize {

  private static final Pattern SHAPE = Pattern.compile("(\\d{1,15}) ?([KMGT]?)I?B?");
  private static final String UNITS = "KMGT";

  private ByteSize() {}

  /**
   * The size in bytes.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static long parse(String size) {
    Matcher match = SHAPE.matcher(size.strip().toUpperCase(Locale.ROOT));
    if (!match.matches()) {
      throw new IllegalArgumentException("a size is written like 64M or 2GB, but was " + size);
    }
    int power = match.group(2).isEmpty() ? 0 : UNITS.indexOf(match.group(2)) + 1;
    return Math.multiplyExact(Long.parseLong(match.group(1)), 1L << (10 * power));
  }
}
