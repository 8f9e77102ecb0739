package dev.millrace.lake;

import java.nio.file.Path;
import java.time.LocalDate;

/**
 * A finished Parquet file in a local folder, not yet in the lake.
 *
 * @param bytes its size
 * @param rows rows in it
 * @param content see {@link PackManifest.File}
 */
record ParquetFile(
    LakeTable table, LocalDate eventDate, Path path, long bytes, long rows, long content) {}
