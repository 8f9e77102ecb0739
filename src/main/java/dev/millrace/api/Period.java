package dev.millrace.api;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.ValueRange;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Some days in a row, UTC.
 *
 * @param from first day
 * @param to last day
 */
record Period(LocalDate from, LocalDate to) {

  /** Two years and a bit: what a person compares; more is asked for in parts. */
  private static final int MAX_DAYS = 800;

  /** Those that are written with four digits; both ends leave room for a day more. */
  private static final ValueRange YEARS = ValueRange.of(1, 9998);

  /**
   * The days that a request names.
   *
   * @param from as ISO 8601 writes days; null for as many days before {@code to} as make up {@code
   *     daysIfOpen}
   * @param to likewise; null for today
   */
  static Period of(@Nullable String from, @Nullable String to, Clock clock, int daysIfOpen) {
    LocalDate last =
        to == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : day("to", to);
    LocalDate first = from == null ? last.minusDays(daysIfOpen - 1L) : day("from", from);
    if (first.isAfter(last)) {
      throw new ProblemException(400, "from is after to: " + first + " and " + last);
    }
    if (ChronoUnit.DAYS.between(first, last) >= MAX_DAYS) {
      throw new ProblemException(400, "from and to span more than " + MAX_DAYS + " days");
    }
    return new Period(first, last);
  }

  Stream<LocalDate> days() {
    return from.datesUntil(to.plusDays(1));
  }

  /** The day that a parameter names. */
  static LocalDate day(String name, String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (YEARS.isValidIntValue(day.getYear())) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // answered as any other text that is no day
    }
    throw new ProblemException(400, name + " has to be a day such as 2026-01-31");
  }
}
