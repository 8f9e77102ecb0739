package dev.millrace.lake;

import dev.millrace.OrgId;
import java.time.LocalDate;

/**
 * One Parquet file of the lake: the rows of one event date that one pack of a partition made.
 *
 * @param eventDate UTC day the rows belong to
 * @param received UTC day on which they arrived
 * @param name of what made it, see {@link LakePack#name}; of versions before 6, a share of the day:
 *     {@code all}, or one or two hex digits
 * @param version of the tables it was written as, see {@link LakeLayout#VERSION}
 */
public record LakeFile(
    LakeTable table, OrgId org, LocalDate eventDate, LocalDate received, String name, int version) {

  /** Whether a pack made it, as all are since there are packs. */
  boolean isOfPack() {
    return name.indexOf('-') > 0;
  }
}
