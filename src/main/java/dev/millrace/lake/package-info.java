/**
 * The lake: what landed, as Parquet tables that any engine reads. Start at {@link
 * dev.millrace.lake.LakeWriter}, which turns one pack of what landed into files, {@link
 * dev.millrace.lake.LakeDays}, which says which of them count, and {@link
 * dev.millrace.lake.LakeLayout}, which says where they lie.
 *
 * <p>Four tables: {@code metrics}, {@code logs} and {@code spans} hold every record that came, with
 * what OTLP fixes and what is asked for often in columns of its own and the rest as JSON; {@code
 * activity} holds what the AI tools' telemetry means. Everything here is made from what landed and
 * can be deleted and made again, to the same bytes.
 *
 * <p>Rows lie by person, then service, session and time: one person's rows are together, and files
 * came out at 0.98 to 1.00 of their size by session first. A day of 200 people, in one piece, was a
 * file of 3 to 17 MB per table. With zstd, logs had 0.56 and activity 0.75 of their size with
 * Snappy, and took 1.2 to 1.9 of the CPU time to write. Row groups have 40,960 rows: with DuckDB's
 * 122,880 a pack of 32 MB could not be written with 500 MB of memory, with these it can with 380;
 * metrics took 1.04 to 1.07 of their size, activity and logs 1.00 to 1.01, and the CPU time 0.95.
 * To read all of it differed less between sizes than runs of the same did.
 *
 * <p>One statement sorts a table into one file, and where that holds several event dates others cut
 * it up. DuckDB's own {@code partition_by} took 4.6 s of CPU time for 776,000 points that took 2.5
 * s without, and as much memory again.
 *
 * <p>Columns are texts, 32- and 64-bit integers, doubles and booleans only, since engines disagree
 * on the rest: times are nanoseconds since the epoch, dates stand in the path as text, structures
 * are JSON.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/tree/main/opentelemetry/proto">the
 *     OTLP messages</a>
 */
@NullMarked
package dev.millrace.lake;

import org.jspecify.annotations.NullMarked;
