package dev.millrace.people;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of a roster that somebody wants to import: a member, or what is wrong with it.
 *
 * @param number counted as spreadsheets do, the header being 1
 * @param text its fields as they stand
 * @param before the member as it is; null if there is none of the address
 * @param member null if the row is not good
 * @param error empty if the row is good
 */
public record RosterRow(
    int number, String text, @Nullable Member before, @Nullable Member member, String error) {

  /** Whether importing the row would change nothing. */
  public boolean unchanged() {
    return member != null && member.equals(before);
  }

  /** What would change in a member who is there, such as {@code team: engines → wheels}. */
  public List<String> changes() {
    if (before == null || member == null) {
      return List.of();
    }
    return Stream.of(
            change("name", before.name(), member.name()),
            change("team", before.team(), member.team()),
            change("role", before.role().toString(), member.role().toString()))
        .filter(change -> !change.isEmpty())
        .toList();
  }

  private static String change(String field, String old, String now) {
    return old.equals(now) ? "" : field + ": " + shown(old) + " → " + shown(now);
  }

  private static String shown(String text) {
    return text.isEmpty() ? "none" : text;
  }
}
