package dev.millrace.console;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them; what is not known is a dash. */
final class Written {

  private static final String NONE = "–";
  private static final long THOUSAND = 1_000;
  private static final long MILLION = 1_000_000;
  private static final long BILLION = 1_000_000_000;

  private Written() {}

  /** A decimal number as somebody wrote it, without zeros at its end. */
  static String plain(@Nullable BigDecimal number) {
    return number == null ? NONE : number.stripTrailingZeros().toPlainString();
  }

  /** Every digit, such as {@code 12,345}. */
  static String count(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  /** Three digits or so, such as {@code 12.3 M}. */
  static String roughly(long number) {
    if (number >= BILLION) {
      return scaled(number, BILLION, "B");
    }
    if (number >= MILLION) {
      return scaled(number, MILLION, "M");
    }
    return number >= 10 * THOUSAND ? scaled(number, THOUSAND, "k") : count(number);
  }

  private static String scaled(long number, long unit, String name) {
    double value = (double) number / unit;
    return String.format(Locale.ENGLISH, value < 100 ? "%.1f %s" : "%.0f %s", value, name);
  }

  /** Dollars and cents, or dollars only where cents do not matter. */
  static String usd(@Nullable Long nanoUsd) {
    if (nanoUsd == null) {
      return NONE;
    }
    double usd = (double) nanoUsd / BILLION;
    return String.format(Locale.ENGLISH, usd < THOUSAND ? "$%,.2f" : "$%,.0f", usd);
  }

  /** A share from 0 to 1 in percent. */
  static String percent(@Nullable Double share) {
    if (share == null) {
      return NONE;
    }
    double percent = share * 100;
    boolean fine = percent > 0 && percent < 10;
    return String.format(Locale.ENGLISH, fine ? "%.1f%%" : "%.0f%%", percent);
  }

  /** The same to the tenth, where parts are to add up to the whole. */
  static String percentToTenth(double share) {
    return String.format(Locale.ENGLISH, "%.1f%%", share * 100);
  }

  static String hours(long milliseconds) {
    double hours = milliseconds / 3_600_000.0;
    return String.format(Locale.ENGLISH, hours < 100 ? "%,.1f h" : "%,.0f h", hours);
  }

  /** Milliseconds as a time to wait, such as {@code 850 ms} or {@code 2.5 s}. */
  static String wait(@Nullable Double milliseconds) {
    if (milliseconds == null) {
      return NONE;
    }
    return milliseconds < THOUSAND
        ? String.format(Locale.ENGLISH, "%.0f ms", milliseconds)
        : String.format(Locale.ENGLISH, "%.1f s", milliseconds / THOUSAND);
  }

  /** A round time to wait, such as {@code 250 ms} or {@code 10 s}. */
  static String bound(long milliseconds) {
    return milliseconds < THOUSAND
        ? milliseconds + " ms"
        : new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ENGLISH))
                .format((double) milliseconds / THOUSAND)
            + " s";
  }

  /** Two of them, such as {@code 10 to 30 s}. */
  static String bounds(long over, long atMost) {
    String from = bound(over);
    String to = bound(atMost);
    String unit = to.substring(to.indexOf(' '));
    return (from.endsWith(unit) ? from.substring(0, from.length() - unit.length()) : from)
        + " to "
        + to;
  }

  /** Bytes, such as {@code 4.2 MB}. */
  static String bytes(long number) {
    return number < 10 * THOUSAND ? count(number) + " B" : roughly(number) + "B";
  }
}
