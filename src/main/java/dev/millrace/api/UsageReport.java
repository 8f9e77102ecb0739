package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.millrace.people.Member;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.Figure;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageSelection;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One page of a day's records.
 *
 * @param nextPage how to ask for the next page; null on the last
 * @see <a href="https://docs.claude.com/en/api/claude-code-analytics-api">Anthropic, "Claude Code
 *     Analytics API"</a>
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record UsageReport(List<Entry> data, boolean hasMore, @Nullable String nextPage) {

  /** The page after the cursor; people and terminals in their order as text. */
  static UsageReport of(
      UsageSelection selection, List<UsageGroup> groups, ReportCursor after, int limit) {
    SortedMap<ReportCursor, List<UsageGroup>> actors =
        groups.stream()
            .collect(
                Collectors.groupingBy(
                    group ->
                        new ReportCursor(
                            text(group, Dimension.PERSON), text(group, Dimension.TERMINAL)),
                    TreeMap::new,
                    Collectors.toList()));
    List<ReportCursor> rest =
        actors.keySet().stream().filter(actor -> actor.compareTo(after) > 0).toList();
    List<ReportCursor> page = rest.stream().limit(limit).toList();
    boolean hasMore = rest.size() > page.size();
    return new UsageReport(
        page.stream()
            .map(actor -> Entry.of(selection, actor, actors.getOrDefault(actor, List.of())))
            .toList(),
        hasMore,
        hasMore ? page.get(page.size() - 1).page(selection.from()) : null);
  }

  private static String text(UsageGroup group, Dimension dimension) {
    return group.by().getOrDefault(dimension, "");
  }

  private static long sum(Collection<UsageGroup> groups, Figure figure) {
    return groups.stream().mapToLong(group -> group.count(figure)).sum();
  }

  /**
   * What one person did on one terminal.
   *
   * @param date the day's first moment
   * @param customerType {@code subscription} of who is known by an e-mail address, which only
   *     sign-ins with an account bring; else {@code api}
   * @param subscriptionType not known here
   */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Entry(
      String date,
      Actor actor,
      String organizationId,
      String customerType,
      @Nullable String subscriptionType,
      String terminalType,
      CoreMetrics coreMetrics,
      ToolActions toolActions,
      List<ModelUse> modelBreakdown) {

    static Entry of(UsageSelection selection, ReportCursor actor, List<UsageGroup> groups) {
      boolean named = Member.isEmail(actor.person());
      return new Entry(
          selection.from() + "T00:00:00Z",
          Actor.of(actor.person(), named),
          selection.org().value(),
          named ? "subscription" : "api",
          null,
          actor.terminal(),
          CoreMetrics.of(groups),
          ToolActions.of(groups),
          groups.stream()
              .filter(group -> !text(group, Dimension.MODEL).isEmpty())
              .map(ModelUse::of)
              .toList());
    }
  }

  /**
   * Who it was.
   *
   * @param emailAddress of a {@code user_actor}
   * @param apiKeyName of an {@code api_actor}: how usage names who has no e-mail address
   */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Actor(String type, @Nullable String emailAddress, @Nullable String apiKeyName) {

    private static Actor of(String person, boolean named) {
      return named ? new Actor("user_actor", person, null) : new Actor("api_actor", null, person);
    }
  }

  /** What belongs to the person and to no model. */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record CoreMetrics(
      long numSessions,
      LinesOfCode linesOfCode,
      long commitsByClaudeCode,
      long pullRequestsByClaudeCode) {

    static CoreMetrics of(List<UsageGroup> groups) {
      return new CoreMetrics(
          sum(groups, Figure.SESSIONS),
          new LinesOfCode(sum(groups, Figure.LINES_ADDED), sum(groups, Figure.LINES_REMOVED)),
          sum(groups, Figure.COMMITS),
          sum(groups, Figure.PULL_REQUESTS));
    }
  }

  /** Lines that the tool changed. */
  @RegisterForReflection
  record LinesOfCode(long added, long removed) {}

  /**
   * Decisions about edits. Usage does not keep by which of the four tools an edit was made: all are
   * the first one's, so that whoever adds the four up has them all, once.
   */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record ToolActions(
      Decisions editTool,
      Decisions multiEditTool,
      Decisions writeTool,
      Decisions notebookEditTool) {

    private static final Decisions NONE = new Decisions(0, 0);

    static ToolActions of(List<UsageGroup> groups) {
      Decisions all =
          new Decisions(sum(groups, Figure.EDITS_ACCEPTED), sum(groups, Figure.EDITS_REJECTED));
      return new ToolActions(all, NONE, NONE, NONE);
    }
  }

  /** Of edits. */
  @RegisterForReflection
  record Decisions(long accepted, long rejected) {}

  /**
   * What one model was used for.
   *
   * @param estimatedCost null where none is known
   */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record ModelUse(String model, Tokens tokens, @Nullable Cost estimatedCost) {

    static ModelUse of(UsageGroup group) {
      Long nanoUsd = group.figures().get(Figure.COST_NANO_USD);
      return new ModelUse(
          text(group, Dimension.MODEL),
          Tokens.of(group),
          nanoUsd == null ? null : Cost.of(nanoUsd));
    }
  }

  /** By kind. */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Tokens(long input, long output, long cacheRead, long cacheCreation) {

    static Tokens of(UsageGroup group) {
      return new Tokens(
          group.count(Figure.TOKENS_INPUT),
          group.count(Figure.TOKENS_OUTPUT),
          group.count(Figure.TOKENS_CACHE_READ),
          group.count(Figure.TOKENS_CACHE_CREATION));
    }
  }

  /**
   * At list prices.
   *
   * @param amount whole cents
   */
  @RegisterForReflection
  record Cost(String currency, long amount) {

    private static final int NANO_DIGITS_OF_CENT = 7;

    static Cost of(long nanoUsd) {
      return new Cost(
          "USD",
          BigDecimal.valueOf(nanoUsd, NANO_DIGITS_OF_CENT)
              .setScale(0, RoundingMode.HALF_UP)
              .longValueExact());
    }
  }
}
