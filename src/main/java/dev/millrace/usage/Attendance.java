package dev.millrace.usage;

/**
 * On how many days one person used anything.
 *
 * @param onRoster whether the person is a member; members who used nothing are there too
 * @param days of the selection
 * @param ofTwelveWeeks of the twelve weeks that end with the selection
 */
public record Attendance(String person, boolean onRoster, long days, long ofTwelveWeeks) {}
