package dev.millrace.console;

import dev.millrace.usage.Dimension;
import dev.millrace.usage.Figure;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageSummary;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What a selection's usage comes to, in a sentence or two. */
final class Sentence {

  private Sentence() {}

  static String of(UsageTables tables, Period period) {
    UsageSummary summary = tables.summary();
    return period.title()
        + ": "
        + spent(summary, tables.comparison())
        + ". "
        + people(summary)
        + "; "
        + names(summary);
  }

  private static String spent(UsageSummary summary, Comparison comparison) {
    UsageGroup total = summary.total();
    Long cost = total.figures().get(Figure.COST_NANO_USD);
    if (cost == null) {
      return Written.roughly(total.tokens()) + " tokens, of which no cost is known";
    }
    String change = comparison.change(total, group -> group.count(Figure.COST_NANO_USD));
    return Written.usd(cost) + changed(change, comparison) + dearest(summary, cost);
  }

  private static String changed(String change, Comparison comparison) {
    if (change.isEmpty()) {
      return "";
    }
    String days = comparison.period().title();
    return switch (change) {
      case "unchanged" -> ", the same as " + days;
      case "none before" -> ", after none in " + days;
      default -> ", " + change + (change.endsWith("as much") ? " as " : " than ") + days;
    };
  }

  private static String dearest(UsageSummary summary, long cost) {
    UsageGroup model =
        summary.by(Dimension.MODEL).stream()
            .filter(group -> !group.of(Dimension.MODEL).isEmpty())
            .max(Comparator.comparingLong(group -> group.count(Figure.COST_NANO_USD)))
            .orElse(UsageGroup.NONE);
    long part = model.count(Figure.COST_NANO_USD);
    if (part == 0) {
      return "";
    }
    String name = model.of(Dimension.MODEL);
    if (part == cost) {
      return ", all of it " + name;
    }
    return (part * 2 > cost ? ", most of it " : ", the largest part ") + name;
  }

  private static String people(UsageSummary summary) {
    int size = summary.adoption().group();
    String active = Written.count(summary.active(size > 0));
    return (size > 0 ? active + " of " + Written.count(size) : active) + " people used a tool";
  }

  private static String names(UsageSummary summary) {
    Double tokens = summary.unattributedTokens();
    Double sessions = summary.unattributedShare(Figure.SESSIONS);
    if (isNone(tokens) && isNone(sessions)) {
      return "everything has a name";
    }
    return isNone(tokens)
        ? Written.percent(sessions) + " of sessions have no name"
        : Written.percent(tokens) + " of tokens have no name";
  }

  private static boolean isNone(@Nullable Double share) {
    return share == null || share == 0;
  }
}
