package dev.millrace.usage;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How far the organisation's usage can be relied on to be there.
 *
 * @param firstDay with usage; null if there is none at all
 * @param lastDay with usage
 * @param rolledUpAt when a rollup last ended well; null if none ever did
 * @param openRollups asked for or running
 * @param failedAt when the latest rollup failed; null if it did not
 * @param error why it failed; empty if it did not
 */
public record Freshness(
    @Nullable LocalDate firstDay,
    @Nullable LocalDate lastDay,
    @Nullable Instant rolledUpAt,
    long openRollups,
    @Nullable Instant failedAt,
    String error) {}
