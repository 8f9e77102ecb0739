package dev.millrace.usage;

import dev.millrace.tools.Activity;
import dev.millrace.tools.Activity.PersonSource;
import dev.millrace.tools.Activity.Source;
import dev.millrace.tools.Activity.Temporality;
import dev.millrace.tools.Measure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of activity made up for a test: what it does not say is as usual. */
record Facts(
    String key,
    String tool,
    String person,
    PersonSource personSource,
    String terminal,
    String session,
    String model,
    int precedence,
    String decision,
    String decisionSource,
    String status,
    @Nullable Long durationMs) {

  /** That a record has the precedence that its kind has with most tools. */
  private static final int BY_KIND = -1;

  /** Alice, in one session in a terminal, with one model. */
  static final Facts ALICE =
      new Facts(
          "key000000001",
          "claude-code",
          "alice@example.com",
          PersonSource.EMAIL,
          "vscode",
          "s1",
          "sonnet",
          BY_KIND,
          "",
          "",
          "",
          null);

  /** Somebody, of whom no more is known than the key. */
  static final Facts NOBODY =
      ALICE.by(Activity.UNATTRIBUTED, PersonSource.NONE).in("").on("").with("");

  Facts through(String otherKey) {
    return new Facts(
        otherKey,
        tool,
        person,
        personSource,
        terminal,
        session,
        model,
        precedence,
        decision,
        decisionSource,
        status,
        durationMs);
  }

  Facts of(String otherTool) {
    return new Facts(
        key,
        otherTool,
        person,
        personSource,
        terminal,
        session,
        model,
        precedence,
        decision,
        decisionSource,
        status,
        durationMs);
  }

  Facts by(String other, PersonSource source) {
    return new Facts(
        key,
        tool,
        other,
        source,
        terminal,
        session,
        model,
        precedence,
        decision,
        decisionSource,
        status,
        durationMs);
  }

  Facts on(String otherTerminal) {
    return new Facts(
        key,
        tool,
        person,
        personSource,
        otherTerminal,
        session,
        model,
        precedence,
        decision,
        decisionSource,
        status,
        durationMs);
  }

  Facts in(String otherSession) {
    return new Facts(
        key,
        tool,
        person,
        personSource,
        terminal,
        otherSession,
        model,
        precedence,
        decision,
        decisionSource,
        status,
        durationMs);
  }

  Facts with(String otherModel) {
    return new Facts(
        key,
        tool,
        person,
        personSource,
        terminal,
        session,
        otherModel,
        precedence,
        decision,
        decisionSource,
        status,
        durationMs);
  }

  /** In records of that place in the order of precedence, the smallest first. */
  Facts preferred(int place) {
    return new Facts(
        key,
        tool,
        person,
        personSource,
        terminal,
        session,
        model,
        place,
        decision,
        decisionSource,
        status,
        durationMs);
  }

  Facts decided(String what, String source) {
    return new Facts(
        key,
        tool,
        person,
        personSource,
        terminal,
        session,
        model,
        precedence,
        what,
        source,
        status,
        durationMs);
  }

  Facts ended(String how, @Nullable Long took) {
    return new Facts(
        key,
        tool,
        person,
        personSource,
        terminal,
        session,
        model,
        precedence,
        decision,
        decisionSource,
        how,
        took);
  }

  /** A delta point that ended at that time, and began a minute before. */
  Activity delta(Measure measure, String end, long qty) {
    return point(Temporality.DELTA, measure, Instant.parse(end).minusSeconds(60), end, qty);
  }

  /** A cumulative point of a process that started then. */
  Activity cumulative(Measure measure, String start, String end, long qty) {
    return point(Temporality.CUMULATIVE, measure, Instant.parse(start), end, qty);
  }

  /** The row that says that metrics cover the day of that time. */
  Activity coverage(Measure measure, String start) {
    return point(Temporality.DELTA, measure, Instant.parse(start), start, 0);
  }

  /** A log record of that time. */
  Activity event(Measure measure, String time, long qty) {
    long rowId = hash(this + measure.toString() + time);
    return row(Temporality.EVENT, Source.LOG, measure, 0, Instant.parse(time), 0, rowId, qty);
  }

  /** A log record of a time that cannot be, which therefore counts for the day it arrived on. */
  Activity event(Measure measure, LocalDate received, String time, long qty) {
    return Again.with(event(measure, time, qty), Map.of("eventDate", received));
  }

  /** A log record that said no time and arrived on that day: the same on every day it comes. */
  Activity untimed(Measure measure, LocalDate received, long qty) {
    Instant time = received.atStartOfDay(ZoneOffset.UTC).toInstant();
    long rowId = hash(this + measure.toString());
    return row(Temporality.EVENT, Source.LOG, measure, 0, time, 0, rowId, qty);
  }

  /** A delta point that said no time and arrived on that day. */
  Activity untimedDelta(Measure measure, LocalDate received, long qty) {
    String time = received.atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    return point(Temporality.DELTA, measure, Instant.EPOCH, time, qty);
  }

  private Activity point(
      Temporality temporality, Measure measure, Instant start, String end, long qty) {
    long seriesId = hash(this + measure.toString() + temporality);
    String said = seriesId + " " + start + " " + (start.equals(Instant.EPOCH) ? "" : end) + qty;
    long rowId = temporality == Temporality.DELTA ? hash(said) : 0;
    return row(
        temporality, Source.METRIC, measure, ns(start), Instant.parse(end), seriesId, rowId, qty);
  }

  /** Of what came with that person's key. */
  static long ownerId(String owner) {
    return hash(owner);
  }

  private long ownerId() {
    if (personSource == PersonSource.KEY) {
      return ownerId(person);
    }
    return session.isEmpty() && personSource == PersonSource.NONE ? hash(key) : 0;
  }

  private Activity row(
      Temporality temporality,
      Source source,
      Measure measure,
      long startNs,
      Instant time,
      long seriesId,
      long rowId,
      long qty) {
    return new Activity(
        LocalDate.ofInstant(time, ZoneOffset.UTC),
        ns(time),
        startNs,
        seriesId,
        rowId,
        temporality,
        source,
        precedence == BY_KIND ? 2 * source.ordinal() : precedence,
        key,
        ownerId(),
        tool,
        "2.1.330",
        terminal,
        person,
        personSource,
        "platform",
        session,
        model,
        model,
        measure,
        qty,
        0,
        "",
        decision,
        decisionSource,
        "",
        "",
        status,
        temporality == Temporality.EVENT ? durationMs : null,
        null);
  }

  private static long hash(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
  }

  private static long ns(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }
}
