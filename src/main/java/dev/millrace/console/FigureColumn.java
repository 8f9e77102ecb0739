package dev.millrace.console;

import dev.millrace.usage.Figure;
import dev.millrace.usage.UsageGroup;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What tables say of a group of usage. */
enum FigureColumn {
  PEOPLE("People", "", count(Figure.PEOPLE)),
  ACTIVE_DAYS("Active days", "", count(Figure.ACTIVE_DAYS)),
  SESSIONS("Sessions", "", count(Figure.SESSIONS)),
  PROMPTS("Prompts", "", count(Figure.PROMPTS)),
  HOURS(
      "Active hours",
      "",
      usage -> {
        long active = usage.count(Figure.ACTIVE_MS_USER) + usage.count(Figure.ACTIVE_MS_CLI);
        return cell(Written.hours(active), active / 3_600_000.0);
      }),
  COST(
      "Cost",
      "$",
      usage -> {
        Long nanoUsd = usage.figures().get(Figure.COST_NANO_USD);
        return cell(Written.usd(nanoUsd), nanoUsd == null ? null : nanoUsd / 1e9);
      }),
  COST_SOURCE("Source", "", usage -> new FigureTable.Cell(usage.costSource().toString(), "")),
  TOKENS("Tokens", "", usage -> cell(Written.roughly(usage.tokens()), (double) usage.tokens())),
  INPUT("Input", "", tokens(Figure.TOKENS_INPUT)),
  OUTPUT("Output", "", tokens(Figure.TOKENS_OUTPUT)),
  CACHE_READ("Cache read", "", tokens(Figure.TOKENS_CACHE_READ)),
  CACHE_CREATION("Cache write", "", tokens(Figure.TOKENS_CACHE_CREATION)),
  CACHE_HITS("Cache hits", "%", share(UsageGroup::cacheHitRate, "–")),
  LINES_ADDED("Lines added", "", count(Figure.LINES_ADDED)),
  LINES_REMOVED("Lines removed", "", count(Figure.LINES_REMOVED)),
  COMMITS("Commits", "", count(Figure.COMMITS)),
  PULL_REQUESTS("Pull requests", "", count(Figure.PULL_REQUESTS)),
  ACCEPTANCE("Edits accepted", "%", share(UsageGroup::editAcceptance, "no decisions")),
  ACCEPTANCE_HUMAN(
      "Accepted by a person", "%", share(UsageGroup::editAcceptanceHuman, "no decisions")),
  TOOL_CALLS("Tool calls", "", count(Figure.TOOL_CALLS)),
  TOOL_CALLS_FAILED("Failed", "", count(Figure.TOOL_CALLS_FAILED)),
  API_REQUESTS("API requests", "", count(Figure.API_REQUESTS)),
  API_ERRORS("Errors", "", count(Figure.API_ERRORS)),
  LATENCY(
      "Average latency",
      "s",
      usage -> {
        Double average = usage.averageLatencyMs();
        return cell(Written.wait(average), average == null ? null : average / 1000);
      });

  private final String heading;
  private final String unit;
  private final Function<UsageGroup, FigureTable.Cell> cell;

  FigureColumn(String heading, String unit, Function<UsageGroup, FigureTable.Cell> cell) {
    this.heading = heading;
    this.unit = unit;
    this.cell = cell;
  }

  FigureTable.Column drawn() {
    return new FigureTable.Column(heading, unit);
  }

  FigureTable.Column notDrawn() {
    return new FigureTable.Column(heading, null);
  }

  FigureTable.Cell of(UsageGroup usage) {
    return cell.apply(usage);
  }

  static FigureTable.Cell cell(String text, @Nullable Double value) {
    return new FigureTable.Cell(text, value == null ? "" : value.toString());
  }

  private static Function<UsageGroup, FigureTable.Cell> count(Figure figure) {
    return usage -> cell(Written.count(usage.count(figure)), (double) usage.count(figure));
  }

  private static Function<UsageGroup, FigureTable.Cell> tokens(Figure figure) {
    return usage -> cell(Written.roughly(usage.count(figure)), (double) usage.count(figure));
  }

  private static Function<UsageGroup, FigureTable.Cell> share(
      Function<UsageGroup, @Nullable Double> share, String ifNone) {
    return usage -> {
      Double value = share.apply(usage);
      return cell(
          value == null ? ifNone : Written.percent(value), value == null ? null : value * 100);
    };
  }
}
