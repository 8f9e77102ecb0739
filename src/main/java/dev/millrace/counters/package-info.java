/**
 * What this process counts of itself: {@link dev.millrace.counters.Counters}. The local server
 * shows it to Prometheus at {@code /q/metrics} and sends it as OTLP where it is told to; a function
 * prints it for CloudWatch.
 *
 * <p>Nothing that is counted or that it is counted by comes from a payload or names a key.
 */
@NullMarked
package dev.millrace.counters;

import org.jspecify.annotations.NullMarked;
