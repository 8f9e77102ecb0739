package dev.millrace.rollup;

import dev.millrace.OrgId;
import java.time.ZoneId;

/** Knows at whose midnight an organisation's days part. */
@FunctionalInterface
interface TimeZones {

  /**
   * The organisation's.
   *
   * @throws dev.millrace.database.DatabaseUnavailableException if it cannot be found out now
   */
  ZoneId of(OrgId org);
}
