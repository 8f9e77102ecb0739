package dev.millrace.console;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How much a figure changed, in words. */
final class Change {

  /** From where on percents say less than times. */
  private static final double MANY = 10;

  private Change() {}

  /** Such as {@code 12% more}; empty where there is nothing to compare. */
  static String of(double now, double before) {
    if (before == 0) {
      return now == 0 ? "" : "none before";
    }
    double ratio = now / before;
    if (ratio >= MANY) {
      return String.format(Locale.ENGLISH, "%.0f times as much", ratio);
    }
    return words(Math.round((ratio - 1) * 100), "%");
  }

  /** Of shares from 0 to 1, such as {@code 3 points less}. */
  static String ofShare(@Nullable Double now, @Nullable Double before) {
    if (now == null || before == null) {
      return "";
    }
    long points = Math.round((now - before) * 100);
    return words(points, Math.abs(points) == 1 ? " point" : " points");
  }

  private static String words(long difference, String unit) {
    if (difference == 0) {
      return "unchanged";
    }
    return Math.abs(difference) + unit + (difference > 0 ? " more" : " less");
  }
}
