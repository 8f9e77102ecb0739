package dev.millrace.usage;

/**
 * How long answers took to begin, as far as tools say.
 *
 * @param count of the requests of which it is known
 */
public record FirstToken(long count, long sumMs, long maxMs) {

  /** Of no request. */
  public static final FirstToken UNKNOWN = new FirstToken(0, 0, 0);
}
