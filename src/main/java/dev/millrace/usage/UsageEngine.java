package dev.millrace.usage;

import dev.millrace.OrgId;
import java.util.List;

/**
 * Computes usage from the lake's {@code activity} table, as {@code usage.sql} says.
 *
 * <p>The same activity gives the same rows, whichever engine computes them and however it is
 * divided into files; activity that is there twice counts once.
 */
public interface UsageEngine {

  /**
   * The usage of an organisation on some of its days, ordered by day, tool, person, terminal and
   * model; nothing for days without usage.
   *
   * @param days are computed from what the lake has from {@link Days#activityFrom} to {@link
   *     Days#activityTo}, and from what counters had reached since {@link Days#countersFrom}
   * @param prices for tokens of which no cost is reported
   * @throws UsageFailedException if the lake cannot be computed from, or memory and disk do not
   *     suffice
   */
  List<UsageRow> usage(OrgId org, Days days, PriceTable prices);
}
