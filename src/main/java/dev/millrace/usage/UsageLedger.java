package dev.millrace.usage;

import dev.millrace.OrgId;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Where computed usage is kept for the API to read. */
public interface UsageLedger {

  /**
   * Puts the rows in the place of all that the organisation had on the day; at any moment readers
   * see the old rows or the new ones.
   *
   * @param eventDate day of the organisation, the same in every row
   */
  void replace(OrgId org, LocalDate eventDate, List<UsageRow> rows, Computed computed);

  /**
   * What the organisation used, group by group, ordered by the dimensions in their order of
   * declaration.
   *
   * @param from first day
   * @param to last day
   */
  List<UsageGroup> usage(OrgId org, LocalDate from, LocalDate to, Set<Dimension> by);

  /** Who is in the organisation's usage and not on its roster, the last seen first; at most 500. */
  List<UnknownSender> unknownSenders(OrgId org);
}
