/**
 * The door that time opens: turns what landed into the lake and into usage. The whole flow of one
 * day of one organisation is {@link dev.millrace.rollup.Rollup#run}; when it runs is {@link
 * dev.millrace.rollup.RollupSchedule}'s matter, told by the local server's clock or by what invokes
 * the {@link dev.millrace.rollup.RollupFunction}.
 *
 * <p>A rollup can be repeated, and stopped at any moment: run again, it gives the same result as if
 * it had run once.
 */
@NullMarked
package dev.millrace.rollup;

import org.jspecify.annotations.NullMarked;
