package dev.millrace.usage;

import dev.millrace.OrgId;
import java.nio.file.Path;
import java.util.List;

/**
 * Computes usage from the lake's {@code activity} table, as {@code usage.sql} says.
 *
 * <p>The same activity gives the same rows, however it is divided into files and in whatever order
 * they are named; activity that is there twice counts once.
 */
public interface UsageEngine {

  /**
   * The usage of an organisation on some of its days, ordered by day, tool, person, terminal and
   * model; nothing for days without usage.
   *
   * @param activityFiles local Parquet files under folders {@code org=<org>/event_date=<date>/}, as
   *     in the lake; all there are from {@link Days#activityFrom} to {@link Days#activityTo}. More
   *     does no harm
   * @param prices for tokens of which no cost is reported
   * @throws UsageFailedException if a file cannot be read or memory and disk do not suffice
   */
  List<UsageRow> usage(OrgId org, List<Path> activityFiles, Days days, PriceTable prices);
}
