package dev.millrace.console;

import dev.millrace.console.FigureTable.Cell;
import dev.millrace.console.FigureTable.Unit;
import dev.millrace.usage.Figure;
import dev.millrace.usage.Reported;
import dev.millrace.usage.UsageGroup;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What tables say of a group of usage. */
enum FigureColumn {
  PEOPLE("People", count(Figure.PEOPLE)),
  ACTIVE_DAYS("Active days", count(Figure.ACTIVE_DAYS)),
  SESSIONS("Sessions", count(Figure.SESSIONS), Reported.SESSIONS),
  PROMPTS("Prompts", count(Figure.PROMPTS), Reported.PROMPTS),
  HOURS("Active hours", Unit.HOURS, FigureColumn::hours, Reported.ACTIVE_TIME),
  COST("Cost", Unit.USD, FigureColumn::cost, null),
  COST_SOURCE(
      "Source",
      Unit.NONE,
      (usage, unit) -> new Cell(usage.costSource().toString(), usage.costSource().toString()),
      null),
  TOKENS("Tokens", tokens(UsageGroup::tokens)),
  INPUT("Input", tokens(Figure.TOKENS_INPUT)),
  OUTPUT("Output", tokens(Figure.TOKENS_OUTPUT)),
  CACHE_READ("Cache read", tokens(Figure.TOKENS_CACHE_READ)),
  CACHE_CREATION("Cache write", tokens(Figure.TOKENS_CACHE_CREATION)),
  CACHE_HITS("Cache hits", Unit.PERCENT, share(UsageGroup::cacheHitRate, "–"), null),
  LINES_ADDED("Lines added", count(Figure.LINES_ADDED), Reported.LINES),
  LINES_REMOVED("Lines removed", count(Figure.LINES_REMOVED), Reported.LINES),
  COMMITS("Commits", count(Figure.COMMITS), Reported.COMMITS),
  PULL_REQUESTS("Pull requests", count(Figure.PULL_REQUESTS), Reported.PULL_REQUESTS),
  ACCEPTANCE(
      "Edits accepted",
      Unit.PERCENT,
      share(UsageGroup::editAcceptance, "no decisions"),
      Reported.EDITS),
  ACCEPTANCE_HUMAN(
      "Accepted by a person",
      Unit.PERCENT,
      share(UsageGroup::editAcceptanceHuman, "no decisions"),
      Reported.EDITS),
  TOOL_CALLS("Tool calls", count(Figure.TOOL_CALLS), Reported.TOOL_CALLS),
  TOOL_CALLS_FAILED("Failed", count(Figure.TOOL_CALLS_FAILED), Reported.TOOL_CALLS),
  API_REQUESTS("API requests", count(Figure.API_REQUESTS)),
  API_ERRORS("Errors", count(Figure.API_ERRORS)),
  LATENCY("Average latency", Unit.SECONDS, FigureColumn::latency, Reported.LATENCY);

  private final String heading;
  private final Unit unit;
  private final BiFunction<UsageGroup, Unit, Cell> cell;
  private final @Nullable Reported needed;

  FigureColumn(String heading, BiFunction<UsageGroup, Unit, Cell> cell) {
    this(heading, Unit.NONE, cell, null);
  }

  FigureColumn(String heading, BiFunction<UsageGroup, Unit, Cell> cell, Reported needed) {
    this(heading, Unit.NONE, cell, needed);
  }

  FigureColumn(
      String heading,
      Unit unit,
      BiFunction<UsageGroup, Unit, Cell> cell,
      @Nullable Reported needed) {
    this.heading = heading;
    this.unit = unit;
    this.cell = cell;
    this.needed = needed;
  }

  FigureTable.Column drawn() {
    return new FigureTable.Column(key(), heading, unit, true);
  }

  FigureTable.Column notDrawn() {
    return new FigureTable.Column(key(), heading, unit, false);
  }

  private String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What it says of usage by some tools. Nothing is told apart from 0: what no tool of them
   * reports, and what belongs to no model where models are chosen.
   */
  Cell of(UsageGroup usage, Origin origin) {
    Cell said = cell.apply(usage, unit);
    return needed == null || !said.isNothing() ? said : origin.missing(needed).orElse(said);
  }

  private static Cell hours(UsageGroup usage, Unit unit) {
    long active = usage.count(Figure.ACTIVE_MS_USER) + usage.count(Figure.ACTIVE_MS_CLI);
    return unit.cell(Written.hours(active), active / 3_600_000.0);
  }

  private static Cell cost(UsageGroup usage, Unit unit) {
    Long nanoUsd = usage.figures().get(Figure.COST_NANO_USD);
    return unit.cell(Written.usd(nanoUsd), nanoUsd == null ? null : nanoUsd / 1e9);
  }

  private static Cell latency(UsageGroup usage, Unit unit) {
    Double average = usage.averageLatencyMs();
    return unit.cell(Written.wait(average), average == null ? null : average / 1000);
  }

  private static BiFunction<UsageGroup, Unit, Cell> count(Figure figure) {
    return (usage, unit) ->
        unit.cell(Written.count(usage.count(figure)), (double) usage.count(figure));
  }

  private static BiFunction<UsageGroup, Unit, Cell> tokens(Figure figure) {
    return tokens(usage -> usage.count(figure));
  }

  private static BiFunction<UsageGroup, Unit, Cell> tokens(Function<UsageGroup, Long> tokens) {
    return (usage, unit) ->
        unit.cell(Written.roughly(tokens.apply(usage)), (double) tokens.apply(usage));
  }

  private static BiFunction<UsageGroup, Unit, Cell> share(
      Function<UsageGroup, @Nullable Double> share, String ifNone) {
    return (usage, unit) -> {
      Double value = share.apply(usage);
      return unit.cell(
          value == null ? ifNone : Written.percent(value), value == null ? null : value * 100);
    };
  }
}
