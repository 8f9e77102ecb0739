package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.PersonNames;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/** Where computed usage is kept for the API to read. */
public interface UsageLedger {

  /**
   * Puts the rows in the place of all that the organisation had on the day; at any moment readers
   * see the old rows or the new ones.
   *
   * @param eventDate day of the organisation, the same in every row
   */
  void replace(OrgId org, LocalDate eventDate, List<UsageRow> rows, Computed computed);

  /** The days on which the organisation's usage has rows on which the person's name stands. */
  SortedSet<LocalDate> daysOf(OrgId org, PersonNames person);

  /** Takes those rows out of all days. */
  void erase(OrgId org, PersonNames person);

  /**
   * What the organisation used, group by group, ordered by the dimensions in their order of
   * declaration.
   *
   * @param from first day
   * @param to last day
   */
  default List<UsageGroup> usage(OrgId org, LocalDate from, LocalDate to, Set<Dimension> by) {
    return usage(UsageSelection.all(org, from, to), List.of(by)).get(0);
  }

  /**
   * The same of a selection, in several groupings at one and the same moment.
   *
   * @return for each grouping, in their order, its groups
   */
  List<List<UsageGroup>> usage(UsageSelection selection, List<Set<Dimension>> groupings);

  /** Who is in the organisation's usage and not on its roster, the last seen first; at most 500. */
  List<UnknownSender> unknownSenders(OrgId org);
}
