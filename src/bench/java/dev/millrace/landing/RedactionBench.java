package dev.millrace.landing;

import dev.millrace.bench.Batch;
import dev.millrace.landing.LandingConfig.Content;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Looking for content where there is none. */
@State(Scope.Benchmark)
public class RedactionBench {

  private final Redaction redaction = new Redaction(Content.REMOVE);

  @Benchmark
  public Object redactNothing() {
    return redaction.redact(Batch.METRICS);
  }
}
