package dev.millrace.tools;

/**
 * What a row of activity counts. The list is closed: usage is computed from these and nothing else.
 */
public enum Measure {
  /** Input tokens that were neither read from nor written to a cache. */
  TOKENS_INPUT("tokens.input"),
  /**
   * Cached input tokens that {@link #TOKENS_INPUT} of the same tool and model counts too, to be
   * taken off it: points of one kind of tokens know nothing of those of another.
   */
  TOKENS_INPUT_CACHED("tokens.input_cached"),
  /** Output tokens, reasoning included. */
  TOKENS_OUTPUT("tokens.output"),
  TOKENS_CACHE_READ("tokens.cache_read"),
  TOKENS_CACHE_CREATION("tokens.cache_creation"),
  /** The part of the output tokens that was reasoning. */
  TOKENS_REASONING("tokens.reasoning"),
  /**
   * The part of the tokens written to a cache that stays there for an hour, not for five minutes. A
   * subject of its own: it is told by log records where tokens are the metrics'.
   */
  CACHE_WRITES_1H("cache_writes.1h"),
  /** Cost at list price as the tool reports it, in billionths of a US dollar. */
  COST_NANO_USD("cost.nano_usd"),
  LINES_ADDED("lines.added"),
  LINES_REMOVED("lines.removed"),
  COMMITS("commits"),
  PULL_REQUESTS("pull_requests"),
  /** A decision on an edit that the tool proposed; see {@link Activity#decision()}. */
  EDITS("edits"),
  ACTIVE_MS_USER("active_ms.user"),
  ACTIVE_MS_CLI("active_ms.cli"),
  /** A session started or resumed; sessions themselves are distinct session ids. */
  SESSION_STARTS("session.starts"),
  PROMPTS("prompts"),
  /** A finished tool call; {@link Activity#status()} is {@code ok} or {@code error}. */
  TOOL_CALLS("tool_calls"),
  /** An answered request to a model. */
  API_REQUESTS("api_requests"),
  /**
   * A request to a model that failed for good; {@link Activity#status()} is the HTTP status if
   * there was one.
   */
  API_ERRORS("api_errors");

  private final String text;

  Measure(String text) {
    this.text = text;
  }

  /** The measure's name in the lake's {@code activity} table. */
  @Override
  public String toString() {
    return text;
  }
}
