package dev.millrace.usage;

import static dev.millrace.usage.UsageSql.quoted;
import static java.util.stream.Collectors.joining;

import dev.millrace.OrgId;
import dev.millrace.lake.LakeLayout;
import java.time.LocalDate;
import java.util.Collection;

/** {@code usage.sql} with all that it reads, as one statement for Athena, which is Trino. */
final class AthenaStatement {

  private AthenaStatement() {}

  /**
   * The statement; its rows are ordered as usage is, and {@code session_ids} stands beside them as
   * the JSON array {@code session_ids_json}, since Athena gives arrays without quotes.
   *
   * @param packs whose files count, from {@link Days#countersFrom} on, see {@link
   *     dev.millrace.lake.Lake#activityPacks}; at least one
   * @param database holds the lake's table {@code activity}, with the columns {@code org} and
   *     {@code event_date} of its folders
   */
  static String of(
      String database, OrgId org, Days days, PriceTable prices, Collection<String> packs) {
    return """
    with
    activity as (%s),
    calendar as (%s),
    range_of_days as (%s),
    earlier as (%s),
    prices as (%s)
    select u.*, json_format(cast(u.session_ids as json)) as session_ids_json
    from (
    %s
    ) u
    order by u.event_date, u.tool, u.person, u.terminal, u.model
    """
        .formatted(
            activity(database, org, days.activityFrom(), days.activityTo(), packs),
            UsageRelations.calendar(days),
            UsageRelations.rangeOfDays(days),
            UsageRelations.earlier(
                activity(database, org, days.countersFrom(), days.activityFrom(), packs), days),
            UsageRelations.prices(prices),
            UsageSql.TEXT);
  }

  /** Files of packs that do not count, or no longer, lie in the same folders. */
  private static String activity(
      String database, OrgId org, LocalDate first, LocalDate last, Collection<String> packs) {
    return """
    select * from "%s"."activity"
    where org = %s and event_date between '%s' and '%s'
      and regexp_extract("$path", 'received=([^/]*)[.]v%d[.]parquet$', 1) in (%s)\
    """
        .formatted(
            database,
            quoted(org.value()),
            first,
            last,
            LakeLayout.VERSION,
            packs.stream().map(UsageSql::quoted).collect(joining(", ")));
  }
}
