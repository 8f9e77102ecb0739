package dev.millrace.console;

import dev.millrace.console.FigureTable.Cell;
import dev.millrace.console.FigureTable.Column;
import dev.millrace.console.FigureTable.Unit;
import dev.millrace.people.Member;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.Figure;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The tables that pages about usage have, and what stands in each.
 *
 * @param comparison with the days before
 * @param members by their e-mail addresses
 * @param choice how they are shown
 * @param address of the page with its days and filters, and a query begun
 */
record UsageTables(
    UsageSummary summary,
    Comparison comparison,
    Map<String, Member> members,
    TableChoice choice,
    String address) {

  /** What a summary has to be divided by to fill all of them. */
  static final Set<Set<Dimension>> DIVISION =
      Set.of(
          Set.of(Dimension.TOOL),
          Set.of(Dimension.MODEL),
          Set.of(Dimension.TEAM),
          Set.of(Dimension.DATE, Dimension.TOOL),
          Set.of(Dimension.DATE, Dimension.MODEL),
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
          Map.entry("by-person", UsageTables::byPerson),
          Map.entry("person-tool", UsageTables::toolsOfPeople));

  UsageTables {
    members = Map.copyOf(members);
  }

  /** What a person is called; empty if that is not known. */
  String nameOf(String person) {
    return names().nameOf(person);
  }

  /** Whether there is a table of that id. */
  static boolean has(String id) {
    return BY_ID.containsKey(id);
  }

  /** The table of that id; empty if there is none. */
  Optional<FigureTable> named(String id) {
    return Optional.ofNullable(BY_ID.get(id)).map(table -> table.apply(this));
  }

  public FigureTable active() {
    return new AttendanceTables(summary, names()).active();
  }

  public FigureTable adoption() {
    return new AttendanceTables(summary, names()).adoption();
  }

  public FigureTable costByDay() {
    return layout()
        .costBy(
            choice.byTool() ? Dimension.TOOL : Dimension.MODEL,
            "Cost by day",
            "An estimate at list prices: what plans by the seat really cost is not in it.");
  }

  /** What costs by day can be divided by. */
  public List<Option> stacks() {
    return List.of(
        new Option("By model", choice.stacking("model").in(address), !choice.byTool()),
        new Option("By tool", choice.stacking("tool").in(address), choice.byTool()));
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
            "Errors are requests to a model that were given up; failed tool calls were answered"
                + " with a failure.",
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
    return arranged(
        layout()
            .ranked(
                "by-tool",
                "Tools",
                Dimension.TOOL,
                UsageTables::cost,
                change(Dimension.TOOL),
                FigureColumn.COST,
                FigureColumn.TOKENS,
                FigureColumn.SESSIONS,
                FigureColumn.PEOPLE));
  }

  public FigureTable byModel() {
    return arranged(
        layout()
            .ranked(
                "by-model",
                "Models",
                Dimension.MODEL,
                UsageTables::cost,
                change(Dimension.MODEL),
                FigureColumn.COST,
                FigureColumn.COST_SOURCE,
                FigureColumn.TOKENS,
                FigureColumn.INPUT,
                FigureColumn.OUTPUT,
                FigureColumn.CACHE_READ,
                FigureColumn.CACHE_CREATION,
                FigureColumn.LATENCY));
  }

  public FigureTable byTeam() {
    return arranged(
        layout()
            .ranked(
                "by-team",
                "Teams",
                Dimension.TEAM,
                UsageTables::cost,
                change(Dimension.TEAM),
                FigureColumn.COST,
                FigureColumn.PEOPLE,
                FigureColumn.SESSIONS,
                FigureColumn.LINES_ADDED,
                FigureColumn.ACCEPTANCE));
  }

  /** One page of it; what is beyond its columns is in the download of all. */
  public FigureTable byPerson() {
    Map<Column, Function<UsageGroup, Cell>> also = new LinkedHashMap<>(change(Dimension.PERSON));
    also.putAll(new PersonColumns(summary).columns());
    return layout()
        .ranked(
            "by-person",
            "People",
            Dimension.PERSON,
            UsageTables::cost,
            also,
            FigureColumn.COST,
            FigureColumn.ACTIVE_DAYS,
            FigureColumn.SESSIONS,
            FigureColumn.TOKENS,
            FigureColumn.LINES_ADDED,
            FigureColumn.ACCEPTANCE)
        .arranged(choice, address, true);
  }

  /** On how many days who used which tool. */
  public FigureTable toolsOfPeople() {
    return arranged(new PersonColumns(summary).matrix(names()));
  }

  private Map<Column, Function<UsageGroup, Cell>> change(Dimension by) {
    if (!comparison.possible()) {
      return Map.of();
    }
    Map<String, UsageGroup> before = comparison.by(by);
    Column column = new Column("change", "Change of cost", Unit.PERCENT, false);
    return Map.of(
        column,
        group -> {
          double then = cost(before.getOrDefault(group.of(by), UsageGroup.NONE));
          double now = cost(group);
          return Unit.PERCENT.cell(Change.of(now, then), then == 0 ? null : (now / then - 1) * 100);
        });
  }

  private FigureTable arranged(FigureTable table) {
    return table.arranged(choice, address, false);
  }

  private FigureLayout layout() {
    return new FigureLayout(summary, names());
  }

  private RowNames names() {
    return new RowNames(summary.selection(), members);
  }

  private static double cost(UsageGroup group) {
    return group.count(Figure.COST_NANO_USD);
  }

  /**
   * A choice that is a link.
   *
   * @param chosen whether it is what the page shows
   */
  record Option(String label, String link, boolean chosen) {}
}
