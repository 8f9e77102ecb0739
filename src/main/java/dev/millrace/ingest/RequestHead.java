package dev.millrace.ingest;

import dev.millrace.Signal;
import org.jspecify.annotations.Nullable;

/**
 * What an export request says before its body; a header that is not there is null.
 *
 * @param signal by the path
 * @param arrivedNanos when, as {@link System#nanoTime} says
 */
record RequestHead(
    Signal signal,
    long arrivedNanos,
    @Nullable String authorization,
    @Nullable String contentType,
    @Nullable String contentEncoding,
    @Nullable String contentLength,
    @Nullable String userAgent) {

  /** How many bytes the body is announced to have; negative if it is not. */
  long announcedBytes() {
    try {
      return contentLength == null ? -1 : Long.parseLong(contentLength);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
