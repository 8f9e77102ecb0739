package dev.millrace.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A time as people read it.
 *
 * @param now when they read it
 */
record Moment(Instant at, Instant now) {

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** For the {@code datetime} of a {@code time} element. */
  public String iso() {
    return at.toString();
  }

  /** The whole of it, to the minute. */
  public String text() {
    return TEXT.format(at);
  }

  /** How far it is away, such as {@code 3 hours ago} or {@code in 2 days}. */
  public String distance() {
    Duration between = Duration.between(at, now);
    String span = span(between.abs());
    if (span.isEmpty()) {
      return "just now";
    }
    return between.isNegative() ? "in " + span : span + " ago";
  }

  private static String span(Duration length) {
    if (length.toDays() > 0) {
      return counted(length.toDays(), "day");
    }
    if (length.toHours() > 0) {
      return counted(length.toHours(), "hour");
    }
    return length.toMinutes() > 0 ? counted(length.toMinutes(), "minute") : "";
  }

  private static String counted(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }
}
