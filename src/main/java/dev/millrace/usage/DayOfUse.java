package dev.millrace.usage;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who was active on a day.
 *
 * @param members of the roster; active is who has any usage on the day
 * @param others people in the usage who are on no roster
 * @param share active members of all members; null where there are none
 * @param soFar whether the day is not over yet
 */
public record DayOfUse(
    LocalDate day, long members, long others, @Nullable Double share, boolean soFar) {}
