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
    @Nullable String userAgent) {}
