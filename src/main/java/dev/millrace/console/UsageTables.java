package dev.millrace.console;

import dev.millrace.usage.Dimension;
import dev.millrace.usage.Figure;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageSummary;
import java.util.Map;

/**
 * The tables that pages about usage have, and what stands in each.
 *
 * @param names of members by their e-mail addresses
 */
record UsageTables(UsageSummary summary, Map<String, String> names) {

  UsageTables {
    names = Map.copyOf(names);
  }

  public FigureTable active() {
    return new AttendanceTables(summary).active();
  }

  public FigureTable adoption() {
    return new AttendanceTables(summary).adoption();
  }

  public FigureTable costByDay() {
    return layout()
        .daily(
            "cost",
            "Cost by day",
            "An estimate at list prices: what plans by the seat really cost is not in it.",
            FigureColumn.COST,
            FigureColumn.COST_SOURCE);
  }

  public FigureTable tokensByDay() {
    return layout()
        .daily(
            "tokens",
            "Tokens by day",
            "Input leaves out what was read from or written to a cache; output includes reasoning.",
            FigureColumn.TOKENS,
            FigureColumn.INPUT,
            FigureColumn.OUTPUT,
            FigureColumn.CACHE_READ,
            FigureColumn.CACHE_CREATION,
            FigureColumn.CACHE_HITS);
  }

  public FigureTable sessionsByDay() {
    return layout()
        .daily(
            "sessions",
            "Sessions by day",
            "A session that lasts over midnight is one of both days, and one of the whole.",
            FigureColumn.SESSIONS,
            FigureColumn.PROMPTS,
            FigureColumn.HOURS);
  }

  public FigureTable codeByDay() {
    return layout()
        .daily(
            "code",
            "Code by day",
            "Lines are changed by the tools; how many stay is not known here.",
            FigureColumn.LINES_ADDED,
            FigureColumn.LINES_REMOVED,
            FigureColumn.COMMITS,
            FigureColumn.PULL_REQUESTS,
            FigureColumn.ACCEPTANCE,
            FigureColumn.ACCEPTANCE_HUMAN);
  }

  public FigureTable reliabilityByDay() {
    return layout()
        .daily(
            "reliability",
            "Errors by day",
            "Errors are requests to a model that were given up; failed tool calls were answered with a failure.",
            FigureColumn.API_ERRORS,
            FigureColumn.API_REQUESTS,
            FigureColumn.LATENCY,
            FigureColumn.TOOL_CALLS,
            FigureColumn.TOOL_CALLS_FAILED);
  }

  public FigureTable byTool() {
    return layout()
        .ranked(
            "by-tool",
            "Tools",
            Dimension.TOOL,
            UsageGroup::tokens,
            FigureColumn.TOKENS,
            FigureColumn.COST,
            FigureColumn.SESSIONS,
            FigureColumn.PEOPLE);
  }

  public FigureTable byModel() {
    return layout()
        .ranked(
            "by-model",
            "Models",
            Dimension.MODEL,
            UsageGroup::tokens,
            FigureColumn.TOKENS,
            FigureColumn.INPUT,
            FigureColumn.OUTPUT,
            FigureColumn.CACHE_READ,
            FigureColumn.CACHE_CREATION,
            FigureColumn.COST,
            FigureColumn.COST_SOURCE,
            FigureColumn.LATENCY);
  }

  public FigureTable byTeam() {
    return layout()
        .ranked(
            "by-team",
            "Teams",
            Dimension.TEAM,
            UsageTables::cost,
            FigureColumn.COST,
            FigureColumn.PEOPLE,
            FigureColumn.SESSIONS,
            FigureColumn.LINES_ADDED,
            FigureColumn.ACCEPTANCE);
  }

  public FigureTable byPerson() {
    return layout()
        .ranked(
            "by-person",
            "People",
            Dimension.PERSON,
            UsageTables::cost,
            FigureColumn.COST,
            FigureColumn.ACTIVE_DAYS,
            FigureColumn.SESSIONS,
            FigureColumn.HOURS,
            FigureColumn.TOKENS,
            FigureColumn.LINES_ADDED,
            FigureColumn.COMMITS,
            FigureColumn.PULL_REQUESTS,
            FigureColumn.ACCEPTANCE);
  }

  private FigureLayout layout() {
    return new FigureLayout(summary, names);
  }

  private static double cost(UsageGroup group) {
    return group.count(Figure.COST_NANO_USD);
  }
}
