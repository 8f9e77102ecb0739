package dev.millrace.console;

import dev.millrace.people.Member;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.Figure;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageSummary;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The tables that pages about usage have, and what stands in each.
 *
 * @param members by their e-mail addresses
 */
record UsageTables(UsageSummary summary, Map<String, Member> members) {

  /** What a summary has to be divided by to fill all of them. */
  static final Set<Set<Dimension>> DIVISION =
      Set.of(
          Set.of(Dimension.TOOL),
          Set.of(Dimension.MODEL),
          Set.of(Dimension.TEAM),
          Set.of(Dimension.TEAM, Dimension.TOOL),
          Set.of(Dimension.PERSON, Dimension.TOOL));

  private static final Map<String, Function<UsageTables, FigureTable>> BY_ID =
      Map.ofEntries(
          Map.entry("active", UsageTables::active),
          Map.entry("adoption", UsageTables::adoption),
          Map.entry("cost", UsageTables::costByDay),
          Map.entry("tokens", UsageTables::tokensByDay),
          Map.entry("sessions", UsageTables::sessionsByDay),
          Map.entry("code", UsageTables::codeByDay),
          Map.entry("reliability", UsageTables::reliabilityByDay),
          Map.entry("by-tool", UsageTables::byTool),
          Map.entry("by-model", UsageTables::byModel),
          Map.entry("by-team", UsageTables::byTeam),
          Map.entry("by-person", UsageTables::byPerson));

  UsageTables {
    members = Map.copyOf(members);
  }

  /** What a person is called; empty if that is not known. */
  String nameOf(String person) {
    return Optional.ofNullable(members.get(person)).map(Member::name).orElse("");
  }

  /** The table of that id; empty if there is none. */
  Optional<FigureTable> named(String id) {
    return Optional.ofNullable(BY_ID.get(id)).map(table -> table.apply(this));
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
            "No cost is known",
            FigureColumn.COST,
            FigureColumn.COST_SOURCE);
  }

  public FigureTable tokensByDay() {
    return layout()
        .daily(
            "tokens",
            "Tokens by day",
            "Input leaves out what was read from or written to a cache; output includes reasoning.",
            "No tokens were used",
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
            "No sessions",
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
            "No lines were changed",
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
            summary.total().count(Figure.API_REQUESTS) == 0
                ? "No requests reported"
                : "No request failed",
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
    return new FigureLayout(summary, members);
  }

  private static double cost(UsageGroup group) {
    return group.count(Figure.COST_NANO_USD);
  }
}
