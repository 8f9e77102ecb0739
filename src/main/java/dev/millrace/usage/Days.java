package dev.millrace.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Days of an organisation, each from midnight to midnight of its time zone, and the UTC days under
 * which the lake keeps the activity they need.
 *
 * @param last inclusive
 */
public record Days(LocalDate first, LocalDate last, ZoneId zone) {

  /**
   * How many days before the first the activity has to reach back. A cumulative counter counts by
   * the difference to its point before, which lies on an earlier day if the process slept, as a
   * closed laptop does; a week covers a holiday, and vendors resend for as long.
   */
  public static final int LOOK_BACK = 7;

  /**
   * How many days before the first are looked through for what counters had reached of which the
   * look-back has no point: a process that slept for longer goes on where it was. No session is
   * known to live longer.
   */
  public static final int FURTHER_BACK = 31;

  /**
   * What is counted in the last hour of a day may stand in a point of the next: no tool is known
   * that sends its points less often.
   */
  static final Duration EDGE = Duration.ofHours(1);

  public static Days utc(LocalDate first, LocalDate last) {
    return new Days(first, last, ZoneOffset.UTC);
  }

  /** The days on which there is something of a UTC day. */
  public static Days of(LocalDate eventDate, ZoneId zone) {
    return new Days(
        LocalDate.ofInstant(startOf(eventDate), zone),
        LocalDate.ofInstant(startOf(eventDate.plusDays(1)).minusNanos(1), zone),
        zone);
  }

  public Stream<LocalDate> each() {
    return first.datesUntil(last.plusDays(1));
  }

  /** The first event date (UTC) whose activity is needed. */
  public LocalDate activityFrom() {
    return utcDate(start(lookBackDay()));
  }

  /** The first event date (UTC) that is looked through for what counters had reached. */
  public LocalDate countersFrom() {
    return utcDate(start(first.minusDays(FURTHER_BACK)));
  }

  /** The last event date (UTC) whose activity is needed. */
  public LocalDate activityTo() {
    return utcDate(start(last.plusDays(1)).minusNanos(1));
  }

  /** The first event date (UTC) with activity of the days themselves. */
  public LocalDate activityOfDaysFrom() {
    return utcDate(start(first));
  }

  /** Start of the days on which cumulative points are looked for. */
  long lookBackNs() {
    return ns(start(lookBackDay()));
  }

  /** From when on all that counters had reached is known. */
  long furtherBackNs() {
    return ns(start(first.minusDays(FURTHER_BACK)));
  }

  /** Every UTC day needed, divided among the days, in order. */
  List<Slice> calendar() {
    return lookBackDay().datesUntil(last.plusDays(1)).flatMap(this::slices).toList();
  }

  private Stream<Slice> slices(LocalDate day) {
    LocalDate from = utcDate(start(day));
    LocalDate to = utcDate(start(day.plusDays(1)).minusNanos(1));
    return from.datesUntil(to.plusDays(1)).map(date -> slice(date, day));
  }

  /**
   * What is under a date though its time is not of it, for the sender's clock went wrong, belongs
   * to the first or the last day that has something of the date.
   */
  private Slice slice(LocalDate date, LocalDate day) {
    Instant start = start(day);
    Instant end = start(day.plusDays(1));
    boolean fromBefore = !start.isAfter(startOf(date));
    boolean toAfter = !end.isBefore(startOf(date.plusDays(1)));
    return new Slice(
        date,
        day,
        fromBefore ? 0 : ns(start),
        toAfter ? Long.MAX_VALUE : ns(end) - 1,
        ns(end.minus(EDGE)));
  }

  private LocalDate lookBackDay() {
    return first.minusDays(LOOK_BACK);
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  private static Instant startOf(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static LocalDate utcDate(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  private static long ns(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }

  /**
   * The part of a UTC day that belongs to a day.
   *
   * @param fromNs nanoseconds since the epoch
   * @param toNs inclusive
   * @param edgeNs from when on points of the day may lack what events of it tell
   */
  record Slice(LocalDate eventDate, LocalDate day, long fromNs, long toNs, long edgeNs) {

    /** The end of the UTC day, exclusive. */
    long midnightNs() {
      return ns(startOf(eventDate.plusDays(1)));
    }
  }
}
