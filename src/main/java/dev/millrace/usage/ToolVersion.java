package dev.millrace.usage;

import java.time.LocalDate;

/**
 * A version of a tool that somebody used.
 *
 * @param version empty if the tool does not say it
 * @param lastDay with usage by it
 */
public record ToolVersion(String tool, String version, LocalDate lastDay) {}
