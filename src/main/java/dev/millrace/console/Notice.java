package dev.millrace.console;

import dev.millrace.usage.Dimension;
import dev.millrace.usage.Freshness;
import dev.millrace.usage.UsageSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What has to be known about figures before they are believed, and what can be done.
 *
 * @param tone a class of console.css: {@code bad}, {@code warn} or nothing
 * @param link where something can be done
 * @param action what that is; empty if nothing can
 */
record Notice(String tone, String text, String link, String action) {

  /**
   * The notices about a summary.
   *
   * @param staleAfter how long after the last rollup figures count as behind
   */
  static List<Notice> of(UsageSummary summary, Duration staleAfter, Instant now) {
    List<Notice> notices = new ArrayList<>();
    rollups(notices, summary.freshness(), staleAfter, now);
    boolean ofEverybody = summary.selection().only().isEmpty();
    if (ofEverybody && summary.adoption().group() == 0 && !summary.isEmpty()) {
      notices.add(
          new Notice(
              "",
              "Nobody is on the roster yet, so there is no group to take shares of.",
              "/people",
              "Add people"));
    }
    if (summary.selection().only().containsKey(Dimension.MODEL)) {
      notices.add(
          new Notice(
              "",
              "Sessions, lines, commits, edits and tool calls belong to a person and to no model:"
                  + " with a model chosen they are left out.",
              "",
              ""));
    }
    return notices;
  }

  private static void rollups(
      List<Notice> notices, Freshness freshness, Duration staleAfter, Instant now) {
    Instant rolledUpAt = freshness.rolledUpAt();
    Instant failedAt = freshness.failedAt();
    if (failedAt != null) {
      notices.add(
          new Notice(
              "bad",
              "The latest rollup failed "
                  + new Moment(failedAt, now).distance()
                  + ": "
                  + freshness.error()
                  + ". What arrived is safe; the figures are those from before.",
              "/runs",
              "See the runs"));
    } else if (rolledUpAt != null && rolledUpAt.plus(staleAfter).isBefore(now)) {
      notices.add(
          new Notice(
              "warn",
              "The last rollup ended "
                  + new Moment(rolledUpAt, now).distance()
                  + ". Either nothing has arrived since, or rollups have stopped.",
              "/deliveries",
              "See what has arrived"));
    }
    if (freshness.openRollups() > 0) {
      notices.add(
          new Notice("", "A rollup is under way: figures may change.", "/runs", "Watch it"));
    }
  }
}
