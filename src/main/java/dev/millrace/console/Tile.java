package dev.millrace.console;

import dev.millrace.usage.Dimension;
import dev.millrace.usage.Figure;
import dev.millrace.usage.Reported;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageSummary;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A figure that stands out.
 *
 * @param detail what it is of, or what goes with it
 * @param change against the days before; empty where nothing can be compared
 */
record Tile(String label, String value, String detail, String change) {

  /** The figures that an owner looks at first. */
  static List<Tile> of(UsageSummary summary, Comparison comparison) {
    Origin origin =
        new Origin(summary.tools(), summary.selection().only().containsKey(Dimension.MODEL));
    UsageGroup total = summary.total();
    UsageGroup before = comparison.total();
    boolean shares = comparison.possible();
    return List.of(
        activity(summary, comparison),
        cost(total).changed(comparison.change(total, of(Figure.COST_NANO_USD))),
        tokens(total).changed(comparison.change(total, UsageGroup::tokens)),
        sessions(total, origin).changed(comparison.change(total, of(Figure.SESSIONS))),
        code(total, origin).changed(comparison.change(total, Tile::lines)),
        edits(total, origin)
            .changed(shares ? Change.ofShare(total.editAcceptance(), before.editAcceptance()) : ""),
        reliability(total, origin)
            .changed(shares ? Change.ofShare(failed(total), failed(before)) : ""),
        unattributed(summary)
            .changed(
                shares
                    ? Change.ofShare(summary.unattributedTokens(), unattributedTokens(comparison))
                    : ""));
  }

  private Tile changed(String change) {
    return new Tile(label, value, detail, change);
  }

  private static Tile of(String label, String value, String detail) {
    return new Tile(label, value, detail, "");
  }

  private static ToDoubleFunction<UsageGroup> of(Figure figure) {
    return group -> group.count(figure);
  }

  private static double lines(UsageGroup group) {
    return group.count(Figure.LINES_ADDED) + group.count(Figure.LINES_REMOVED);
  }

  private static @Nullable Double failed(UsageGroup group) {
    return group.share(Figure.TOOL_CALLS_FAILED, Figure.TOOL_CALLS);
  }

  private static @Nullable Double unattributedTokens(Comparison comparison) {
    long all = comparison.total().tokens();
    UsageGroup nobody =
        comparison.by(Dimension.PERSON).getOrDefault(UsageSummary.UNATTRIBUTED, UsageGroup.NONE);
    return all == 0 ? null : Double.valueOf((double) nobody.tokens() / all);
  }

  /** Whether it is a figure, and no words. */
  public boolean figure() {
    return !value.isEmpty() && (value.charAt(0) == '$' || Character.isDigit(value.charAt(0)));
  }

  private static Tile activity(UsageSummary summary, Comparison comparison) {
    return summary.selection().only().containsKey(Dimension.PERSON)
        ? of(
                "Active days",
                Written.count(summary.total().count(Figure.ACTIVE_DAYS)),
                "of " + Written.count(summary.days().size()))
            .changed(comparison.change(summary.total(), of(Figure.ACTIVE_DAYS)))
        : people(summary).changed(comparison.change(summary.total(), of(Figure.PEOPLE_ON_ROSTER)));
  }

  private static Tile people(UsageSummary summary) {
    String others = Written.count(summary.active(false));
    int size = summary.adoption().group();
    if (size == 0) {
      return of("Active people", others, "nobody is on the roster");
    }
    return of(
        "Active people",
        Written.count(summary.active(true)) + " of " + Written.count(size),
        Written.percent(summary.meanShare())
            + " of members on an average day"
            + (summary.active(false) == 0 ? "" : "; " + others + " on no roster"));
  }

  private static Tile sessions(UsageGroup total, Origin origin) {
    long active = total.count(Figure.ACTIVE_MS_USER) + total.count(Figure.ACTIVE_MS_CLI);
    return of(
        "Sessions",
        known(total.count(Figure.SESSIONS), origin.why(Reported.SESSIONS)),
        hours(active, origin.why(Reported.ACTIVE_TIME))
            + ", "
            + known(
                total.count(Figure.PROMPTS), origin.why(Reported.PROMPTS), "prompt", "prompts"));
  }

  private static Tile cost(UsageGroup total) {
    return of(
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
    Double hits = total.cacheHitRate();
    return of(
        "Tokens",
        Written.roughly(total.tokens()),
        hits == null ? "no input" : Written.percent(hits) + " of the input came from a cache");
  }

  private static Tile code(UsageGroup total, Origin origin) {
    return of(
        "Lines changed",
        known(
            total.count(Figure.LINES_ADDED) + total.count(Figure.LINES_REMOVED),
            origin.why(Reported.LINES)),
        known(total.count(Figure.COMMITS), origin.why(Reported.COMMITS), "commit", "commits")
            + ", "
            + known(
                total.count(Figure.PULL_REQUESTS),
                origin.why(Reported.PULL_REQUESTS),
                "pull request",
                "pull requests"));
  }

  private static Tile edits(UsageGroup total, Origin origin) {
    Double human = total.editAcceptanceHuman();
    Double all = total.editAcceptance();
    String why = origin.why(Reported.EDITS);
    return of(
        "Edits accepted",
        all == null ? why == null ? "no decisions" : why : Written.percent(all),
        human == null
            ? all == null ? "" : "no person decided any"
            : Written.percent(human) + " of those a person decided");
  }

  private static Tile reliability(UsageGroup total, Origin origin) {
    Double failed = failed(total);
    String why = origin.why(Reported.TOOL_CALLS);
    return of(
        "Tool calls failed",
        failed == null ? why == null ? "no tool calls" : why : Written.percent(failed),
        requests(total));
  }

  private static String requests(UsageGroup total) {
    Double errors = total.share(Figure.API_ERRORS, Figure.API_REQUESTS);
    if (errors == null) {
      return "No requests reported";
    }
    String failed =
        errors == 0 ? "No request failed" : Written.percent(errors) + " of API requests failed";
    Double latency = total.averageLatencyMs();
    return latency == null ? failed : failed + "; " + Written.wait(latency) + " on average";
  }

  private static Tile unattributed(UsageSummary summary) {
    Double tokens = summary.unattributedTokens();
    Double sessions = summary.unattributedShare(Figure.SESSIONS);
    boolean whole = (tokens == null || tokens == 0) && (sessions == null || sessions == 0);
    return of(
        "Unattributed",
        Written.percent(tokens == null ? sessions : tokens),
        whole
            ? "Every token and session has a name"
            : "of tokens"
                + (sessions == null ? "" : " and " + Written.percent(sessions) + " of sessions")
                + " name nobody");
  }

  private static String known(long count, @Nullable String why) {
    return count == 0 && why != null ? why : Written.count(count);
  }

  private static String known(long count, @Nullable String why, String one, String many) {
    String counted = Written.count(count) + " " + (count == 1 ? one : many);
    return count == 0 && why != null ? many + " " + why : counted;
  }

  private static String hours(long active, @Nullable String why) {
    return active == 0 && why != null ? "active time " + why : Written.hours(active) + " active";
  }
}
