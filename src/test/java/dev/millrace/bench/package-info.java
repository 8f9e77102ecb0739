/**
 * Measures the rollup on days made up at whatever size, and the packaged server: start at {@link
 * dev.millrace.bench.RollupBenchmark} and {@link dev.millrace.bench.ServerBenchmark}.
 */
@NullMarked
package dev.millrace.bench;

import org.jspecify.annotations.NullMarked;
