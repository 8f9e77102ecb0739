package dev.millrace.people;

import java.util.Arrays;
import java.util.Locale;

/** What a member may do in the console. */
public enum Role {
  /** Everything. */
  OWNER,
  /** Send; the console is not theirs. */
  MEMBER;

  /**
   * The role of that name, in letters of any case.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Role of(String name) {
    return Arrays.stream(values())
        .filter(role -> role.toString().equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a member's role is owner or member, but was \"" + name + "\""));
  }

  /** Lower case, as in the API. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
