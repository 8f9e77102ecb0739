package dev.millrace.lake;

import static dev.millrace.lake.Column.bigint;
import static dev.millrace.lake.Column.integer;
import static dev.millrace.lake.Column.text;

import dev.millrace.tools.Activity;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The {@code activity} table: one row per {@link Activity}, its fields as columns.
 *
 * <p>{@code temporality} is its code, enums are lower case, texts that are unknown are empty and
 * only {@code duration_ms} may be NULL. A row whose {@code time_ns} is not of its event date says
 * so that the sender's clock was ahead and the row was moved to the day of arrival.
 */
final class ActivityTable {

  private static final List<Column<Activity, ?>> COLUMNS =
      List.of(
          bigint("time_ns", Activity::timeNs),
          bigint("start_ns", Activity::startNs),
          bigint("series_id", Activity::seriesId),
          bigint("row_id", Activity::rowId),
          integer("temporality", activity -> activity.temporality().code()),
          text("source", activity -> lower(activity.source())),
          integer("precedence", Activity::precedence),
          text("key_id", Activity::keyId),
          text("tool", Activity::tool),
          text("tool_version", Activity::toolVersion),
          text("terminal", Activity::terminal),
          text("person", Activity::person),
          text("person_source", activity -> lower(activity.personSource())),
          text("team", Activity::team),
          text("session_id", Activity::sessionId),
          text("model", Activity::model),
          text("measure", activity -> activity.measure().toString()),
          bigint("qty", Activity::qty),
          text("tool_name", Activity::toolName),
          text("decision", Activity::decision),
          text("decision_source", Activity::decisionSource),
          text("language", Activity::language),
          text("query_source", Activity::querySource),
          text("status", Activity::status),
          bigint("duration_ms", Activity::durationMs));

  static final TableSchema<Activity> SCHEMA =
      new TableSchema<>(LakeTable.ACTIVITY, Activity::eventDate, COLUMNS, order());

  private ActivityTable() {}

  /** All columns: rows that are equal in all of them may stand in any order. */
  private static List<String> order() {
    Stream<String> first = Stream.of("person", "session_id", "time_ns");
    Stream<String> all = COLUMNS.stream().map(Column::name);
    return Stream.concat(first, all).distinct().toList();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
