package dev.millrace.tools;

import dev.millrace.tools.Fact.Decision;
import java.util.List;

/**
 * GitHub Copilot Chat in Visual Studio Code: the GenAI conventions, and metrics of its own for what
 * became of edits. New versions send some of those under the names of Copilot CLI too.
 *
 * @see <a href="https://code.visualstudio.com/docs/agents/guides/monitoring-agents">Visual Studio
 *     Code documentation, "Monitor agent usage with OpenTelemetry"</a>
 */
final class CopilotChat implements ToolMapping {

  private static final String PREFIX = "copilot_chat.";
  private static final String SCOPE_AND_SERVICE = "copilot-chat";

  @Override
  public String tool() {
    return "copilot-chat";
  }

  @Override
  public boolean claims(Point point) {
    return point.metric().startsWith(PREFIX)
        || point.sender().scope().equals(SCOPE_AND_SERVICE)
        || GenAiFacts.isFrom(SCOPE_AND_SERVICE, point)
        || isInEditor(point);
  }

  @Override
  public boolean claims(Event event) {
    return event.sender().scope().equals(SCOPE_AND_SERVICE)
        || event.name().startsWith(PREFIX)
        || GenAiFacts.isFrom(SCOPE_AND_SERVICE, event)
        || isInEditor(event);
  }

  /** The editor's host of agents calls its service what the terminal's does. */
  private static boolean isInEditor(Telemetry record) {
    return record.sender().resource().text("service.namespace").startsWith("vscode")
        && (record.sender().scope().equals("github.copilot")
            || GenAiFacts.isFrom("github-copilot", record));
  }

  @Override
  public int preference(Telemetry record) {
    return GenAiFacts.preference(record);
  }

  /**
   * Its session is a window of the editor, in which there are many conversations. What requests
   * give as their conversation is new with every prompt; conversations that it holds with itself,
   * to find a title or for an agent within another, are part of the one that they serve.
   */
  @Override
  public Occasion occasion(Telemetry record) {
    String conversation =
        record.text(
            "copilot_chat.parent_chat_session_id",
            "copilot_chat.chat_session_id",
            "copilot_chat.session_id",
            "gen_ai.conversation.id");
    return Occasion.of(record, conversation, "vscode");
  }

  @Override
  public List<Fact> facts(Point point) {
    Quantity value = point.value();
    return switch (point.metric()) {
      case "copilot_chat.session.count" -> List.of(Fact.of(Measure.SESSION_STARTS, value.count()));
      case "copilot_chat.lines_of_code.count" ->
          Lines.facts(point.attributes().text("type"), value);
      case "copilot_chat.pull_request.count" ->
          List.of(Fact.of(Measure.PULL_REQUESTS, value.count()));
      case "copilot_chat.agent.invocation.duration" ->
          List.of(Fact.of(Measure.ACTIVE_MS_CLI, value.secondsAsMillis()));
      case "copilot_chat.tool.call.count" -> List.of(CopilotCli.toolCalls(point));
      case "copilot_chat.edit.acceptance.count" -> edits(point);
      default -> GenAiFacts.facts(point);
    };
  }

  private static List<Fact> edits(Point point) {
    Attributes attributes = point.attributes();
    String decision =
        switch (attributes.text("copilot_chat.edit.outcome")) {
          case "accepted", "saved" -> "accept";
          case "rejected" -> "reject";
          default -> "";
        };
    return decision.isEmpty()
        ? List.of()
        : List.of(
            Fact.of(Measure.EDITS, point.value().count())
                .decided(
                    new Decision(
                        decision,
                        decidedBy(attributes.text("copilot_chat.edit.source"), decision),
                        attributes.text("copilot_chat.language_id"))));
  }

  /**
   * In the chat and inline people press a button; edits from elsewhere are applied by themselves.
   */
  private static String decidedBy(String source, String decision) {
    return source.equals("inline_chat") || source.startsWith("chat_editing")
        ? "user_" + decision
        : source;
  }

  @Override
  public List<Fact> facts(Event event) {
    return GenAiFacts.facts(event);
  }
}
