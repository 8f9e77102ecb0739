package dev.millrace.ingest;

import dev.millrace.Signal;
import org.jspecify.annotations.Nullable;

/**
 * What an export request says before its body; a header that is not there is null.
 *
 * @param signal by the path; metrics if that does not say it
 * @param isSignalSaid whether it does
 * @param arrivedNanos when, as {@link System#nanoTime} says
 */
record RequestHead(
    Signal signal,
    boolean isSignalSaid,
    long arrivedNanos,
    @Nullable String authorization,
    @Nullable String contentType,
    @Nullable String contentEncoding,
    @Nullable String userAgent) {

  /** The same, when it is known of which signal the body is. */
  RequestHead of(Signal known) {
    return new RequestHead(
        known, true, arrivedNanos, authorization, contentType, contentEncoding, userAgent);
  }
}
