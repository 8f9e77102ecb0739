package dev.millrace.tools;

import dev.millrace.tools.Activity.Source;
import dev.millrace.tools.Fact.Asking;
import dev.millrace.tools.Fact.Decision;
import dev.millrace.tools.Fact.Outcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI Codex. Its log records come first, for its metrics name neither person nor conversation.
 *
 * <p>Its input includes what was cached and its output the reasoning. What log records call the
 * count of tool tokens is the total, and so is one type of the metric; both are left alone. Its
 * spans repeat the log records.
 *
 * @see <a href="https://developers.openai.com/codex/config-advanced">Codex documentation,
 *     "Observability and telemetry"</a>
 */
final class Codex implements ToolMapping {

  private static final String PREFIX = "codex.";

  private static final TokenNames TYPES =
      new TokenNames(
          Map.of(
              "input", TokenKind.INPUT,
              "cached_input", TokenKind.CACHE_READ_IN_INPUT,
              "cache_write_input", TokenKind.CACHE_CREATION_IN_INPUT,
              "output", TokenKind.OUTPUT,
              "reasoning_output", TokenKind.REASONING_IN_OUTPUT));

  private static final TokenNames COUNTS =
      new TokenNames(
          Map.of(
              "input_token_count", TokenKind.INPUT,
              "cached_token_count", TokenKind.CACHE_READ_IN_INPUT,
              "cache_write_token_count", TokenKind.CACHE_CREATION_IN_INPUT,
              "output_token_count", TokenKind.OUTPUT,
              "reasoning_token_count", TokenKind.REASONING_IN_OUTPUT));

  private static final String EDIT_TOOL = "apply_patch";

  /** Asked for when Codex starts, of no model and in no conversation. */
  private static final String LIST_OF_MODELS = "/models";

  @Override
  public String tool() {
    return "codex";
  }

  @Override
  public boolean claims(Point point) {
    return point.metric().startsWith(PREFIX);
  }

  @Override
  public boolean claims(Event event) {
    return event.name().startsWith(PREFIX) || event.sender().scope().startsWith("codex_");
  }

  @Override
  public int preference(Telemetry record) {
    return record instanceof Event ? 0 : 1;
  }

  @Override
  public Occasion occasion(Telemetry record) {
    return Occasion.of(
        record, record.text("conversation.id"), record.text("terminal.type", "originator"));
  }

  @Override
  public List<Fact> facts(Point point) {
    Quantity value = point.value();
    return switch (point.metric()) {
      case "codex.turn.token_usage" -> TYPES.facts(text(point, "token_type"), value, asking(point));
      case "codex.turn.cost_microusd" ->
          List.of(Fact.of(Measure.COST_NANO_USD, value.microsAsNanos()).by(asking(point)));
      case "codex.turn.e2e_duration_ms" -> List.of(Fact.of(Measure.ACTIVE_MS_CLI, value.count()));
      case "codex.conversation.turn.count" -> List.of(Fact.of(Measure.PROMPTS, value.count()));
      case "codex.thread.started" -> List.of(Fact.of(Measure.SESSION_STARTS, value.count()));
      case "codex.api_request" ->
          List.of(request(point, value.count(), text(point, "status"), null));
      case "codex.tool.call" ->
          List.of(
              Fact.of(Measure.TOOL_CALLS, value.count())
                  .with(text(point, "tool"))
                  .ended(new Outcome(Outcome.statusOf(text(point, "success")), null)));
      default -> List.of();
    };
  }

  @Override
  public List<Fact> facts(Event event) {
    return event.source() == Source.SPAN ? List.of() : said(event);
  }

  private static List<Fact> said(Event event) {
    return switch (event.name()) {
      case "codex.conversation_starts" -> List.of(Fact.of(Measure.SESSION_STARTS, 1));
      case "codex.user_prompt" -> List.of(Fact.of(Measure.PROMPTS, 1));
      case "codex.sse_event" ->
          text(event, "event.kind").equals("response.completed")
              ? COUNTS.facts(event, asking(event))
              : List.of();
      case "codex.turn_cost" -> cost(event);
      case "codex.api_request" ->
          text(event, "endpoint").equals(LIST_OF_MODELS)
              ? List.of()
              : List.of(
                  request(event, 1, text(event, "http.response.status_code"), event.durationMs()));
      // Its duration is that of sending the message.
      case "codex.websocket_request" -> List.of(request(event, 1, "", null));
      case "codex.tool_result" ->
          List.of(
              Fact.of(Measure.TOOL_CALLS, 1)
                  .with(text(event, "tool_name"))
                  .ended(
                      new Outcome(Outcome.statusOf(text(event, "success")), event.durationMs())));
      case "codex.tool_decision" ->
          text(event, "tool_name").equals(EDIT_TOOL) ? List.of(decision(event)) : List.of();
      default -> List.of();
    };
  }

  private static List<Fact> cost(Event event) {
    return event
        .attributes()
        .quantity("usage.estimated_usd")
        .map(
            cost ->
                List.of(Fact.of(Measure.COST_NANO_USD, cost.dollarsAsNanos()).by(asking(event))))
        .orElse(List.of());
  }

  /** A request that got no answer has no status; a message on a web socket never has one. */
  private static Fact request(
      Telemetry record, long count, String status, @Nullable Long durationMs) {
    boolean answered =
        status.isEmpty() ? text(record, "success").equals("true") : status.startsWith("2");
    return answered
        ? Fact.of(Measure.API_REQUESTS, count).by(asking(record)).ended(new Outcome("", durationMs))
        : Fact.of(Measure.API_ERRORS, count)
            .by(asking(record))
            .ended(new Outcome(status, durationMs));
  }

  private static Fact decision(Event event) {
    boolean byUser = text(event, "source").equalsIgnoreCase("user");
    boolean approved = text(event, "decision").startsWith("approved");
    String decision = approved ? "accept" : "reject";
    return Fact.of(Measure.EDITS, 1)
        .with(EDIT_TOOL)
        .decided(new Decision(decision, byUser ? "user_" + decision : "config", ""));
  }

  @Override
  public long identity(Event event) {
    String call = text(event, "call_id");
    return call.isEmpty()
        ? event.contentId()
        : new Fingerprint().add(event.name()).add(call).value();
  }

  private static Asking asking(Telemetry record) {
    return new Asking(text(record, "model"), "");
  }

  private static String text(Telemetry record, String key) {
    return record.attributes().text(key);
  }
}
