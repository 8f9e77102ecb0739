/**
 * What each AI coding tool means by its telemetry: OTLP records become {@link
 * dev.millrace.tools.Activity}, one row per measured fact. Start at {@link
 * dev.millrace.tools.Tools}.
 *
 * <p>A tool is one small class without state or I/O, a {@link dev.millrace.tools.ToolMapping} that
 * {@code Tools} lists. What no tool claims makes no activity; it is in the lake's general tables
 * all the same.
 */
@NullMarked
package dev.millrace.tools;

import org.jspecify.annotations.NullMarked;
