/**
 * Measures the rollup on days made up at whatever size: start at {@link
 * dev.millrace.bench.RollupBenchmark}.
 */
@NullMarked
package dev.millrace.bench;

import org.jspecify.annotations.NullMarked;
