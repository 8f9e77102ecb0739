package dev.millrace.tools;

import java.util.List;

/** What one of a tool's counts of tokens counts, and which measures it goes into. */
enum TokenKind {
  INPUT(Measure.TOKENS_INPUT),
  OUTPUT(Measure.TOKENS_OUTPUT),
  CACHE_READ(Measure.TOKENS_CACHE_READ),
  CACHE_CREATION(Measure.TOKENS_CACHE_CREATION),
  /** Read from a cache, and in the tool's count of input too. */
  CACHE_READ_IN_INPUT(Measure.TOKENS_CACHE_READ, Measure.TOKENS_INPUT_CACHED),
  /** Written to a cache, and in the tool's count of input too. */
  CACHE_CREATION_IN_INPUT(Measure.TOKENS_CACHE_CREATION, Measure.TOKENS_INPUT_CACHED),
  /** The part of what was written to a cache that stays there for an hour. */
  CACHE_CREATION_1H(Measure.CACHE_WRITES_1H),
  REASONING_IN_OUTPUT(Measure.TOKENS_REASONING),
  /** Reasoning that the tool's count of output leaves out. */
  REASONING_BESIDE_OUTPUT(Measure.TOKENS_REASONING, Measure.TOKENS_OUTPUT);

  private final List<Measure> measures;

  TokenKind(Measure... measures) {
    this.measures = List.of(measures);
  }

  List<Measure> measures() {
    return measures;
  }
}
