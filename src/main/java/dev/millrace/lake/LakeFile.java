package dev.millrace.lake;

import dev.millrace.OrgId;
import java.time.LocalDate;

/**
 * One Parquet file of the lake: the rows of one event date that one shard of a partition made.
 *
 * @param eventDate UTC day the rows belong to
 * @param received UTC day on which they arrived
 * @param version of the tables it was written as, see {@link LakeLayout#VERSION}
 */
public record LakeFile(
    LakeTable table,
    OrgId org,
    LocalDate eventDate,
    LocalDate received,
    Shard shard,
    int version) {}
