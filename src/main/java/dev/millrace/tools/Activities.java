package dev.millrace.tools;

import dev.millrace.tools.Activity.Source;
import dev.millrace.tools.Activity.Temporality;
import java.util.List;
import java.util.function.Consumer;

/** Makes rows of activity out of a mapping's facts: what is the same for every tool. */
final class Activities {

  private final ToolMapping mapping;
  private final Origin origin;
  private final Consumer<Activity> activity;

  Activities(ToolMapping mapping, Origin origin, Consumer<Activity> activity) {
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
      Identified identified = new Identified(point.startNs(), point.seriesId(fact.measure()), 0);
      if (covers) {
        activity.accept(row.of(fact.times(0), began, identified));
      }
      activity.accept(row.of(fact, time, identified));
    }
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
    Fingerprint fingerprint = new Fingerprint();
    long identity =
        fingerprint
            .add(mapping.tool())
            .add(row.occasion().sessionId())
            .add(mapping.identity(event))
            .value();
    for (Fact fact : facts) {
      long rowId = fingerprint.add(identity).add(fact.measure().toString()).value();
      activity.accept(row.of(fact, timeOf(fact, event, time), new Identified(0, 0, rowId)));
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
        origin.keyId(),
        mapping.tool(),
        temporality,
        source,
        2 * mapping.preference(record) + (record.sender().relayed() ? 1 : 0),
        Identity.of(record, origin.owner()),
        mapping.occasion(record));
  }

  /** What tells one row from another. */
  private record Identified(long startNs, long seriesId, long rowId) {}

  /** What all rows of one record share. */
  private record Row(
      String keyId,
      String tool,
      Temporality temporality,
      Source source,
      int precedence,
      Identity identity,
      Occasion occasion) {

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
          keyId,
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
