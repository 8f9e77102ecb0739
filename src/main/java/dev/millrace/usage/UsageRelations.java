package dev.millrace.usage;

import static dev.millrace.usage.UsageSql.quoted;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;

/** The relations that {@code usage.sql} reads besides activity, as queries for any engine. */
final class UsageRelations {

  /** Says what the columns are, as the first of the rows does. */
  private static final String NO_PRICE =
      "('', '', cast(0 as bigint), cast(null as bigint), cast(null as bigint),"
          + " cast(null as bigint), cast(null as bigint), cast(null as bigint), '')";

  private UsageRelations() {}

  /** The relation {@code calendar}. */
  static String calendar(Days days) {
    return values(
        days.calendar().stream()
            .map(
                slice ->
                    ("('%s', '%s', cast(%d as bigint), cast(%d as bigint), cast(%d as bigint),"
                            + " cast(%d as bigint))")
                        .formatted(
                            slice.eventDate(),
                            slice.day(),
                            slice.fromNs(),
                            slice.toNs(),
                            slice.midnightNs(),
                            slice.edgeNs()))
            .toList(),
        "event_date, day, from_ns, to_ns, midnight_ns, edge_ns");
  }

  /** The relation {@code range_of_days}. */
  static String rangeOfDays(Days days) {
    return values(
        List.of(
            "('%s', cast(%d as bigint), cast(%d as bigint))"
                .formatted(days.first(), days.lookBackNs(), days.furtherBackNs())),
        "first_day, look_back_ns, further_back_ns");
  }

  /**
   * The relation {@code earlier}.
   *
   * @param activity a query for the activity of every UTC day from {@link Days#countersFrom} to
   *     {@link Days#activityFrom}, or for more
   */
  static String earlier(String activity, Days days) {
    return "select series_id, owner_id, start_ns, max(qty) as qty from (%s) a".formatted(activity)
        + " where temporality = 2 and time_ns >= %d and time_ns < %d"
            .formatted(days.furtherBackNs(), days.lookBackNs())
        + " group by series_id, owner_id, start_ns";
  }

  /** The relation {@code prices}. A table may have none, but SQL has no values without rows. */
  static String prices(PriceTable table) {
    Stream<String> rows =
        table.prices().stream()
            .map(
                price ->
                    "(%s, '%s', %d, %s, %s)"
                        .formatted(
                            quoted(price.pattern()),
                            price.validFrom(),
                            price.contextOver(),
                            numbers(price.tokens()),
                            quoted(table.version())));
    return values(
            Stream.concat(Stream.of(NO_PRICE), rows).toList(),
            "pattern, valid_from, context_over, input, output, cache_read, cache_creation,"
                + " cache_creation_1h, version")
        + " where valid_from <> ''";
  }

  private static String numbers(TokenPrices tokens) {
    return Stream.of(
            tokens.input(),
            tokens.output(),
            tokens.cacheRead(),
            tokens.cacheCreation(),
            tokens.cacheCreation1h())
        .map(nanoUsd -> nanoUsd == null ? "null" : nanoUsd.toString())
        .collect(joining(", "));
  }

  private static String values(List<String> rows, String columns) {
    return "select * from (values "
        + rows.stream().collect(joining(", "))
        + ") as given("
        + columns
        + ")";
  }
}
