package dev.millrace.console;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Some days, as people speak of them, and the days they are held against.
 *
 * @param to inclusive
 */
record Period(LocalDate from, LocalDate to, LocalDate today) {

  private static final DateTimeFormatter DAY = format("d");
  private static final DateTimeFormatter DAY_AND_MONTH = format("d MMM");
  private static final DateTimeFormatter WHOLE = format("d MMM uuuu");

  /** The month of the day, up to the day. */
  static Period thisMonth(LocalDate today) {
    return new Period(today.withDayOfMonth(1), today, today);
  }

  /** The month before that of the day. */
  static Period lastMonth(LocalDate today) {
    return ofMonth(YearMonth.from(today).minusMonths(1), today);
  }

  /** So many days up to the day. */
  static Period last(int days, LocalDate today) {
    return new Period(today.minusDays(days - 1L), today, today);
  }

  /**
   * The days to hold it against: of a month the month before, of the month that is not over the
   * same days of the month before, else as many days before the first.
   */
  Period before() {
    if (isMonth()) {
      return ofMonth(YearMonth.from(from).minusMonths(1), today);
    }
    if (isMonthSoFar()) {
      YearMonth month = YearMonth.from(from).minusMonths(1);
      int day = Math.min(to.getDayOfMonth(), month.lengthOfMonth());
      return new Period(month.atDay(1), month.atDay(day), today);
    }
    long days = ChronoUnit.DAYS.between(from, to) + 1;
    return new Period(from.minusDays(days), from.minusDays(1), today);
  }

  /** What a sentence calls it, such as {@code November so far} or {@code 3 – 9 Nov 2026}. */
  String title() {
    if (isMonthSoFar()) {
      return month() + " so far";
    }
    return isMonth() ? month() : days();
  }

  /** From when to when, such as {@code 1 – 23 Nov 2026}. */
  String days() {
    if (from.equals(to)) {
      return WHOLE.format(from);
    }
    DateTimeFormatter first =
        from.getYear() != to.getYear()
            ? WHOLE
            : from.getMonth() == to.getMonth() ? DAY : DAY_AND_MONTH;
    return first.format(from) + " – " + WHOLE.format(to);
  }

  private String month() {
    return format(from.getYear() == today.getYear() ? "MMMM" : "MMMM uuuu").format(from);
  }

  private boolean isMonth() {
    YearMonth month = YearMonth.from(from);
    return !isMonthSoFar() && from.getDayOfMonth() == 1 && to.equals(month.atEndOfMonth());
  }

  private boolean isMonthSoFar() {
    return to.equals(today) && from.equals(today.withDayOfMonth(1));
  }

  private static Period ofMonth(YearMonth month, LocalDate today) {
    return new Period(month.atDay(1), month.atEndOfMonth(), today);
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
