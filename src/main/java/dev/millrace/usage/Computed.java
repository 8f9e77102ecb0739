package dev.millrace.usage;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Of which state a day's usage is.
 *
 * @param at when it was computed
 * @param receivedTo last UTC day of arrival of what is in it; null if nothing is
 */
public record Computed(Instant at, @Nullable LocalDate receivedTo) {}
