/**
 * The DuckDB inside the process, opened one way for everybody: start at {@link
 * dev.millrace.duckdb.DuckDb}.
 *
 * <p>A database here is a calculation: it lives in memory, spills to a folder and is gone when its
 * connection is closed. It never reaches for the network.
 *
 * @see <a href="https://duckdb.org/docs/stable/configuration/overview">DuckDB documentation,
 *     "Configuration"</a>
 */
@NullMarked
package dev.millrace.duckdb;

import org.jspecify.annotations.NullMarked;
