package dev.millrace.console;

import dev.millrace.usage.Dimension;
import dev.millrace.usage.Figure;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageSummary;
import java.util.List;

/**
 * A figure that stands out.
 *
 * @param detail what it is of, or what goes with it
 */
record Tile(String label, String value, String detail) {

  /** The figures that an owner looks at first. */
  static List<Tile> of(UsageSummary summary) {
    return List.of(
        activity(summary),
        sessions(summary.total()),
        cost(summary.total()),
        tokens(summary.total()),
        code(summary.total()),
        edits(summary.total()),
        reliability(summary.total()),
        unattributed(summary));
  }

  private static Tile activity(UsageSummary summary) {
    return summary.selection().only().containsKey(Dimension.PERSON)
        ? new Tile(
            "Active days",
            Written.count(summary.total().count(Figure.ACTIVE_DAYS)),
            "of " + Written.count(summary.days().size()))
        : people(summary);
  }

  private static Tile people(UsageSummary summary) {
    String active = Written.count(summary.active(true));
    String others = Written.count(summary.active(false));
    String size = Written.count(summary.adoption().group());
    String guests = summary.active(false) == 0 ? "" : ", and " + others + " on no roster";
    return new Tile(
        "Active on a day, mean",
        Written.percent(summary.meanShare()),
        active + " of " + size + " members were active" + guests);
  }

  private static Tile sessions(UsageGroup total) {
    long active = total.count(Figure.ACTIVE_MS_USER) + total.count(Figure.ACTIVE_MS_CLI);
    return new Tile(
        "Sessions",
        Written.count(total.count(Figure.SESSIONS)),
        Written.hours(active)
            + " active, "
            + Written.count(total.count(Figure.PROMPTS))
            + " prompts");
  }

  private static Tile cost(UsageGroup total) {
    return new Tile(
        "Cost, estimated", Written.usd(total.figures().get(Figure.COST_NANO_USD)), source(total));
  }

  /** Where a cost comes from, in words. */
  static String source(UsageGroup total) {
    return switch (total.costSource()) {
      case NONE ->
          total.count(Figure.TOKENS_UNPRICED) == 0
              ? "no tool said a cost"
              : "no tool said a cost, and no price is known";
      case PARTIAL ->
          "at list prices, without "
              + Written.roughly(total.count(Figure.TOKENS_UNPRICED))
              + " tokens of models that have no price";
      case REPORTED -> "at list prices, as the tools report it";
      case DERIVED -> "at list prices, worked out from tokens";
      case MIXED -> "at list prices, partly worked out from tokens";
    };
  }

  private static Tile tokens(UsageGroup total) {
    return new Tile(
        "Tokens",
        Written.roughly(total.tokens()),
        Written.percent(total.cacheHitRate()) + " of what went in came from a cache");
  }

  private static Tile code(UsageGroup total) {
    return new Tile(
        "Lines changed",
        Written.count(total.count(Figure.LINES_ADDED) + total.count(Figure.LINES_REMOVED)),
        Written.count(total.count(Figure.COMMITS))
            + " commits, "
            + Written.count(total.count(Figure.PULL_REQUESTS))
            + " pull requests");
  }

  private static Tile edits(UsageGroup total) {
    Double human = total.editAcceptanceHuman();
    Double all = total.editAcceptance();
    return new Tile(
        "Edits accepted",
        all == null ? "no decisions" : Written.percent(all),
        human == null
            ? "no person decided any"
            : Written.percent(human) + " of those a person decided");
  }

  private static Tile reliability(UsageGroup total) {
    Double failed = total.share(Figure.TOOL_CALLS_FAILED, Figure.TOOL_CALLS);
    Double errors = total.share(Figure.API_ERRORS, Figure.API_REQUESTS);
    return new Tile(
        "Tool calls failed",
        Written.percent(failed),
        Written.percent(errors)
            + " of API requests, which take "
            + Written.wait(total.averageLatencyMs())
            + " on average");
  }

  private static Tile unattributed(UsageSummary summary) {
    return new Tile(
        "Unattributed",
        Written.percent(summary.unattributedTokens()),
        "of tokens name nobody, nor do "
            + Written.percent(summary.unattributedShare(Figure.SESSIONS))
            + " of sessions");
  }
}
