package dev.millrace.tools;

import dev.millrace.Nobody;
import dev.millrace.tools.Activity.Source;
import dev.millrace.tools.Activity.Temporality;
import java.util.List;
import java.util.Optional;

/** Makes rows of activity out of a mapping's facts: what is the same for every tool. */
final class Activities {

  private final ToolMapping mapping;
  private final Origin origin;
  private final Gathered activity;

  Activities(ToolMapping mapping, Origin origin, Gathered activity) {
    this.mapping = mapping;
    this.origin = origin;
    this.activity = activity;
  }

  /**
   * Gives the rows of a point; none if it comes too late.
   *
   * <p>A point that began on the day before it ended counts for the day it ended. But the events of
   * the last minutes before midnight are in it, and usage takes a day's tokens from events if it
   * sees no metrics of that day, so that they would count on both. A row of nothing at the start,
   * where every sum is 0, says that metrics cover that day. Whose midnight counts is not known
   * here, so that each point gives one that may hold any.
   */
  void give(Point point) {
    EventTime time = EventTime.of(point, origin.received());
    if (time.tooLate(origin.received())) {
      return;
    }
    EventTime began = new EventTime(point.startNs(), EventTime.dateOf(point.startNs()));
    boolean covers = point.mayHoldMidnight() && !began.date().isAfter(time.date());
    Row row = row(point, point.temporality(), Source.METRIC);
    for (Fact fact : mapping.facts(point)) {
      long series = Series.id(mapping.tool(), row.names(), point, fact);
      if (covers) {
        Fact nothing = fact.times(0);
        long id = rowId(point, series, point.startNs(), nothing);
        activity.add(row.of(nothing, began, new Identified(point.startNs(), series, id)));
      }
      long id = activity.numbered(rowId(point, series, point.timeNs(), fact));
      boolean counter = point.temporality() == Temporality.CUMULATIVE;
      activity.add(row.of(fact, time, new Identified(point.startNs(), series, counter ? 0 : id)));
    }
  }

  /** Of an amount: the same series, start, time and value is the same point. */
  private static long rowId(Point point, long series, long timeNs, Fact fact) {
    return point.temporality() == Temporality.CUMULATIVE
        ? 0
        : new Fingerprint().add(series).add(point.startNs()).add(timeNs).add(fact.qty()).value();
  }

  /** Gives the rows of an event; none if it comes too late. */
  void give(Event event) {
    EventTime time = EventTime.of(event, origin.received());
    if (time.tooLate(origin.received())) {
      return;
    }
    List<Fact> facts = mapping.facts(event);
    if (facts.isEmpty()) {
      return;
    }
    Row row = row(event, Temporality.EVENT, event.source());
    long said = mapping.identity(event);
    boolean named = event.source() == Source.SPAN || said != event.contentId();
    Fingerprint fingerprint = new Fingerprint();
    long identity =
        fingerprint.add(mapping.tool()).add(row.occasion().sessionId()).add(said).value();
    for (Fact fact : facts) {
      fingerprint.add(identity).add(fact.measure().toString());
      long rowId = named ? fingerprint.value() : activity.numbered(fact.addTo(fingerprint).value());
      activity.add(row.of(fact, timeOf(fact, event, time), new Identified(0, 0, rowId)));
    }
  }

  /**
   * A span ends with the answer, and its log record is of the prompt: if midnight lies between,
   * they would count on both days.
   */
  private EventTime timeOf(Fact fact, Event event, EventTime ended) {
    if (fact.measure() != Measure.PROMPTS) {
      return ended;
    }
    EventTime began = EventTime.ofStart(event, origin.received());
    return began.tooLate(origin.received()) ? ended : began;
  }

  private Row row(Telemetry record, Temporality temporality, Source source) {
    return new Row(
        origin,
        mapping.tool(),
        temporality,
        source,
        2 * mapping.preference(record) + (record.sender().relayed() ? 1 : 0),
        Identity.of(record, origin.owner()),
        Identity.of(record, Optional.empty()),
        mapping.occasion(record));
  }

  /** What tells one row from another. */
  private record Identified(long startNs, long seriesId, long rowId) {}

  /** What all rows of one record share. */
  private record Row(
      Origin origin,
      String tool,
      Temporality temporality,
      Source source,
      int precedence,
      Identity identity,
      Identity said,
      Occasion occasion) {

    /** The session, or else the person; empty if it names neither. */
    String names() {
      if (!occasion.sessionId().isEmpty()) {
        return "session " + occasion.sessionId();
      }
      return said.isKnown() ? "person " + said.person() : "";
    }

    /** Whose world it is in: the owner's, or the key's if it names nobody. */
    long ownerId() {
      if (origin.owner().isPresent()) {
        return new Fingerprint().add(identity.person()).value();
      }
      return names().isEmpty() ? new Fingerprint().add(origin.keyId()).value() : 0;
    }

    Activity of(Fact fact, EventTime time, Identified identified) {
      return new Activity(
          time.date(),
          time.timeNs(),
          identified.startNs(),
          identified.seriesId(),
          identified.rowId(),
          temporality,
          source,
          precedence,
          origin.keyId(),
          ownerId(),
          tool,
          occasion.toolVersion(),
          occasion.terminal(),
          identity.person(),
          identity.source(),
          occasion.team(),
          occasion.sessionId(),
          ModelName.normal(Nobody.without(fact.asking().model())),
          fact.asking().model(),
          fact.measure(),
          fact.qty(),
          fact.asking().contextTokens(),
          fact.toolName(),
          fact.decision().decision(),
          fact.decision().source(),
          fact.decision().language(),
          fact.asking().querySource(),
          fact.outcome().status(),
          fact.outcome().durationMs(),
          fact.outcome().firstTokenMs());
    }
  }
}
