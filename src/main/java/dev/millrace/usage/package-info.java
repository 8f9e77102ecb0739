/**
 * Usage: who used which tool and model how much on a day. Start at {@link
 * dev.millrace.usage.UsageEngine}.
 *
 * <p>{@code usage.sql} makes usage from the lake's {@code activity} table; it is one text for every
 * engine: DuckDB in the process, or Athena for more than one machine should hold. PostgreSQL holds
 * the result for the API; the object store holds it as Parquet.
 */
@NullMarked
package dev.millrace.usage;

import org.jspecify.annotations.NullMarked;
