package dev.millrace.api;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/**
 * The last record of a page: the next page begins after it, whatever comes and goes meanwhile.
 *
 * @param person of it; empty before the first
 * @param terminal of it
 */
record ReportCursor(String person, String terminal) implements Comparable<ReportCursor> {

  /** Before every record. */
  static final ReportCursor START = new ReportCursor("", "");

  /** PostgreSQL has no text with this character in it. */
  private static final String SEPARATOR = "\0";

  private static final int PARTS = 3;
  private static final Comparator<ReportCursor> ORDER =
      Comparator.comparing(ReportCursor::person).thenComparing(ReportCursor::terminal);

  /**
   * The cursor that a page was answered with.
   *
   * @param day that is asked for; a cursor is good for its own day only
   */
  static ReportCursor of(String page, LocalDate day) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(page), StandardCharsets.UTF_8);
      List<String> parts = List.of(text.split(SEPARATOR, PARTS));
      if (parts.size() == PARTS && parts.get(0).equals(day.toString())) {
        return new ReportCursor(parts.get(1), parts.get(2));
      }
    } catch (IllegalArgumentException e) {
      // answered as any other text that is no cursor
    }
    throw new ProblemException(400, "page has to be the next_page of an answer about " + day);
  }

  String page(LocalDate day) {
    String text = String.join(SEPARATOR, day.toString(), person, terminal);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int compareTo(ReportCursor other) {
    return ORDER.compare(this, other);
  }
}
