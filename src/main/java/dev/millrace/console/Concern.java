package dev.millrace.console;

import java.util.List;

/**
 * Something that an owner should look at.
 *
 * @param text what it is, with its name
 * @param link where something can be done
 * @param action what that is
 */
record Concern(String text, String link, String action) {

  /** As many names as can be read in passing. */
  private static final int NAMED = 3;

  /** Names in a sentence: all of a few, or the first and how many more. */
  static String named(List<String> names) {
    if (names.size() <= NAMED) {
      return String.join(", ", names);
    }
    return String.join(", ", names.subList(0, NAMED - 1))
        + " and "
        + Written.count(names.size() - NAMED + 1L)
        + " more";
  }
}
