package dev.millrace.tools;

import dev.millrace.tools.Fact.Asking;
import dev.millrace.tools.Fact.Decision;
import java.util.List;
import java.util.Map;

/**
 * Continue in the terminal. It sends running totals that name neither session nor, but for what its
 * environment says, person; its input includes what was cached, which it does not tell apart.
 *
 * @see <a href="https://docs.continue.dev/guides/cli">Continue documentation, "Continue CLI"</a>
 */
final class ContinueCli implements ToolMapping {

  private static final String PREFIX = "continue_cli_";

  private static final TokenNames TYPES =
      new TokenNames(
          Map.of(
              "input", TokenKind.INPUT,
              "output", TokenKind.OUTPUT,
              "cacheRead", TokenKind.CACHE_READ_IN_INPUT,
              "cacheCreation", TokenKind.CACHE_CREATION_IN_INPUT));

  @Override
  public String tool() {
    return "continue-cli";
  }

  @Override
  public boolean claims(Point point) {
    return point.metric().startsWith(PREFIX);
  }

  @Override
  public boolean claims(Event event) {
    return false;
  }

  @Override
  public Occasion occasion(Telemetry record) {
    return Occasion.of(record, record.text("session.id"), record.text("terminal.type"));
  }

  @Override
  public List<Fact> facts(Point point) {
    Quantity value = point.value();
    Attributes said = point.attributes();
    Asking asking = new Asking(said.text("model"), "");
    return switch (point.metric().substring(PREFIX.length())) {
      case "token_usage" -> TYPES.facts(said.text("type"), value, asking);
      case "cost_usage" ->
          List.of(Fact.of(Measure.COST_NANO_USD, value.dollarsAsNanos()).by(asking));
      case "session_count" -> List.of(Fact.of(Measure.SESSION_STARTS, value.count()));
      case "lines_of_code_count" -> Lines.facts(said.text("type"), value);
      case "commit_count" -> List.of(Fact.of(Measure.COMMITS, value.count()));
      case "pull_request_count" -> List.of(Fact.of(Measure.PULL_REQUESTS, value.count()));
      case "active_time_total" -> List.of(Fact.of(Measure.ACTIVE_MS_CLI, value.secondsAsMillis()));
      case "code_edit_tool_decision" ->
          List.of(
              Fact.of(Measure.EDITS, value.count())
                  .with(said.text("tool"))
                  .decided(new Decision(said.text("decision"), "", said.text("language"))));
      default -> List.of();
    };
  }

  @Override
  public List<Fact> facts(Event event) {
    return List.of();
  }
}
