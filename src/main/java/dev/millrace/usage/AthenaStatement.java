package dev.millrace.usage;

import static dev.millrace.usage.UsageSql.quoted;

import dev.millrace.OrgId;
import dev.millrace.lake.LakeLayout;

/** {@code usage.sql} with all that it reads, as one statement for Athena, which is Trino. */
final class AthenaStatement {

  private AthenaStatement() {}

  /**
   * The statement; its rows are ordered as usage is, and {@code session_ids} stands beside them as
   * the JSON array {@code session_ids_json}, since Athena gives arrays without quotes.
   *
   * @param database holds the lake's table {@code activity}, with the columns {@code org} and
   *     {@code event_date} of its folders
   */
  static String of(String database, OrgId org, Days days, PriceTable prices) {
    return """
    with
    activity as (%s),
    calendar as (%s),
    range_of_days as (%s),
    prices as (%s)
    select u.*, json_format(cast(u.session_ids as json)) as session_ids_json
    from (
    %s
    ) u
    order by u.event_date, u.tool, u.person, u.terminal, u.model
    """
        .formatted(
            activity(database, org, days),
            UsageRelations.calendar(days),
            UsageRelations.rangeOfDays(days),
            UsageRelations.prices(prices),
            UsageSql.TEXT);
  }

  /** Other versions' files lie in the same folders. */
  private static String activity(String database, OrgId org, Days days) {
    return """
    select * from "%s"."activity"
    where org = %s and event_date between '%s' and '%s' and "$path" like '%%.v%d.parquet'\
    """
        .formatted(
            database,
            quoted(org.value()),
            days.activityFrom(),
            days.activityTo(),
            LakeLayout.VERSION);
  }
}
