package dev.millrace.people;

import org.jspecify.annotations.Nullable;

/**
 * A row of a roster that somebody wants to import: a member, or what is wrong with it.
 *
 * @param number counted as spreadsheets do, the header being 1
 * @param text its fields as they stand
 * @param member null if the row is not good
 * @param error empty if the row is good
 */
public record RosterRow(int number, String text, @Nullable Member member, String error) {}
