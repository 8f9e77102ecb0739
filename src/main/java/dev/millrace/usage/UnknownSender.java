package dev.millrace.usage;

import java.time.LocalDate;

/**
 * Somebody in the data whom the roster does not know.
 *
 * @param person as usage names them
 * @param source how they were known, such as {@code email} or {@code installation}
 * @param days on which there is usage of theirs
 * @param lastDay the last of them, UTC
 */
public record UnknownSender(String person, String source, long days, LocalDate lastDay) {}
