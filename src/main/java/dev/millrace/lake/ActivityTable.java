package dev.millrace.lake;

import static dev.millrace.lake.Column.bigint;
import static dev.millrace.lake.Column.integer;
import static dev.millrace.lake.Column.text;

import dev.millrace.tools.Activity;
import java.util.List;

/**
 * The {@code activity} table: one row per {@link Activity}, its fields as columns.
 *
 * <p>{@code temporality} is its code, enums are their texts, texts that are unknown are empty and
 * only {@code duration_ms} and {@code first_token_ms} may be NULL. A row whose {@code time_ns} is
 * not of its event date says so that the sender's clock was ahead and the row was moved to the day
 * of arrival. Sorted by {@code session_hash}, so that usage of some sessions reads little of the
 * others.
 */
final class ActivityTable {

  private static final List<Column<Activity, ?>> COLUMNS =
      List.of(
          integer("session_hash", ActivityTable::sessionHash),
          bigint("time_ns", Activity::timeNs),
          bigint("start_ns", Activity::startNs),
          bigint("series_id", Activity::seriesId),
          bigint("row_id", Activity::rowId),
          integer("temporality", activity -> activity.temporality().code()),
          text("source", activity -> activity.source().text()),
          integer("precedence", Activity::precedence),
          text("key_id", Activity::keyId),
          bigint("owner_id", Activity::ownerId),
          text("tool", Activity::tool),
          text("tool_version", Activity::toolVersion),
          text("terminal", Activity::terminal),
          text("person", Activity::person),
          text("person_source", activity -> activity.personSource().text()),
          text("team", Activity::team),
          text("session_id", Activity::sessionId),
          text("model", Activity::model),
          text("model_sent", Activity::modelSent),
          text("measure", activity -> activity.measure().toString()),
          bigint("qty", Activity::qty),
          bigint("context_tokens", Activity::contextTokens),
          text("tool_name", Activity::toolName),
          text("decision", Activity::decision),
          text("decision_source", Activity::decisionSource),
          text("language", Activity::language),
          text("query_source", Activity::querySource),
          text("status", Activity::status),
          bigint("duration_ms", Activity::durationMs),
          bigint("first_token_ms", Activity::firstTokenMs));

  static final TableSchema<Activity> SCHEMA =
      new TableSchema<>(
          LakeTable.ACTIVITY,
          Activity::eventDate,
          COLUMNS,
          List.of("session_hash", "time_ns"),
          ActivityTable::rank,
          ActivityTable::bytes,
          ActivityTable::content);

  /** All but the long texts. */
  private static final long FIXED_BYTES = 250;

  private ActivityTable() {}

  /**
   * The same for all that is told of a session; where none is named, for what has the same
   * identity. What comes twice has the same, therefore.
   */
  static int sessionHash(Activity activity) {
    Rank rank = new Rank();
    if (activity.sessionId().isEmpty()) {
      rank.add(activity.seriesId()).add(activity.rowId());
    } else {
      rank.add(activity.sessionId());
    }
    return (int) (rank.value() & (LakeLayout.SESSION_HASHES - 1));
  }

  /** Of the texts that a tool sends; the others are short. */
  private static long bytes(Activity activity) {
    return FIXED_BYTES
        + activity.person().length()
        + activity.team().length()
        + activity.sessionId().length()
        + activity.model().length()
        + activity.toolName().length()
        + activity.toolVersion().length()
        + activity.terminal().length();
  }

  private static long content(Activity activity) {
    return new Rank().add(rank(activity)).add(activity.timeNs()).value();
  }

  /** Of all that is not sorted by: rows that are equal in everything may stand in any order. */
  private static long rank(Activity activity) {
    Long durationMs = activity.durationMs();
    Long firstTokenMs = activity.firstTokenMs();
    return new Rank()
        .add(activity.startNs())
        .add(activity.seriesId())
        .add(activity.rowId())
        .add(activity.temporality().ordinal())
        .add(activity.source().ordinal())
        .add(activity.precedence())
        .add(activity.keyId())
        .add(activity.ownerId())
        .add(activity.tool())
        .add(activity.toolVersion())
        .add(activity.terminal())
        .add(activity.person())
        .add(activity.personSource().ordinal())
        .add(activity.team())
        .add(activity.sessionId())
        .add(activity.model())
        .add(activity.modelSent())
        .add(activity.measure().ordinal())
        .add(activity.qty())
        .add(activity.contextTokens())
        .add(activity.toolName())
        .add(activity.decision())
        .add(activity.decisionSource())
        .add(activity.language())
        .add(activity.querySource())
        .add(activity.status())
        .add(durationMs == null ? -1 : durationMs)
        .add(firstTokenMs == null ? -1 : firstTokenMs)
        .value();
  }
}
