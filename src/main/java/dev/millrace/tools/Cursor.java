package dev.millrace.tools;

import dev.millrace.tools.Activity.Source;
import dev.millrace.tools.Fact.Asking;
import dev.millrace.tools.Fact.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Cursor, whose servers send for a team. Its log records come first: they are sent until they
 * arrive and name the conversation. Its metrics, which may be lost, alone have the cost and the
 * calls of tools.
 *
 * <p>A correction takes a request off the bill; its tokens were used all the same.
 *
 * @see <a href="https://cursor.com/docs/enterprise/opentelemetry-export/wire">Cursor documentation,
 *     "OpenTelemetry Export Wire Reference"</a>
 */
final class Cursor implements ToolMapping {

  private static final String PREFIX = "cursor.";
  private static final String SCOPE = "cursor.telemetry";

  private static final TokenNames TYPES =
      new TokenNames(
          Map.of(
              "input", TokenKind.INPUT,
              "output", TokenKind.OUTPUT,
              "cache_read", TokenKind.CACHE_READ,
              "cache_creation", TokenKind.CACHE_CREATION));

  private static final TokenNames COUNTS =
      new TokenNames(
          Map.of(
              "cursor.api.request.input_tokens", TokenKind.INPUT,
              "cursor.api.request.output_tokens", TokenKind.OUTPUT,
              "cursor.api.request.cache_read_tokens", TokenKind.CACHE_READ,
              "cursor.api.request.cache_creation_tokens", TokenKind.CACHE_CREATION));

  @Override
  public String tool() {
    return "cursor";
  }

  @Override
  public boolean claims(Point point) {
    return point.metric().startsWith(PREFIX);
  }

  @Override
  public boolean claims(Event event) {
    return event.source() == Source.LOG
        && (event.sender().scope().equals(SCOPE) || event.name().startsWith(PREFIX));
  }

  @Override
  public int preference(Telemetry record) {
    return record instanceof Event ? 0 : 1;
  }

  @Override
  public Occasion occasion(Telemetry record) {
    return Occasion.of(
        record, record.text("cursor.conversation.id"), record.text("cursor.surface"));
  }

  @Override
  public List<Fact> facts(Point point) {
    Quantity value = point.value();
    Attributes attributes = point.attributes();
    return switch (point.metric()) {
      case "cursor.token.usage" ->
          TYPES.facts(attributes.text("cursor.token.type"), value, asking(point));
      case "cursor.cost.usage" ->
          List.of(Fact.of(Measure.COST_NANO_USD, value.dollarsAsNanos()).by(asking(point)));
      case "cursor.tool.calls" ->
          List.of(
              Fact.of(Measure.TOOL_CALLS, value.count())
                  .with(attributes.text("cursor.tool.name"))
                  .ended(new Outcome(status(attributes.text("cursor.tool.status")), null)));
      default -> List.of();
    };
  }

  private static String status(String status) {
    return switch (status) {
      case "success" -> "ok";
      case "failure" -> "error";
      default -> "";
    };
  }

  @Override
  public List<Fact> facts(Event event) {
    return switch (name(event)) {
      case "api_request" -> request(event);
      case "api_error" -> List.of(Fact.of(Measure.API_ERRORS, 1).by(asking(event)));
      case "cloud_agent_pull_request_opened" -> List.of(Fact.of(Measure.PULL_REQUESTS, 1));
      default -> List.of();
    };
  }

  /** The body has the name with underscores, other places may have it with dots. */
  private static String name(Event event) {
    String name = event.name();
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()).replace('.', '_') : name;
  }

  private static List<Fact> request(Event event) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(Measure.API_REQUESTS, 1).by(asking(event)));
    facts.addAll(COUNTS.facts(event, asking(event)));
    return List.copyOf(facts);
  }

  @Override
  public long identity(Event event) {
    String id = event.attributes().text("cursor.event.id");
    return id.isEmpty() ? event.contentId() : new Fingerprint().add(id).value();
  }

  private static Asking asking(Telemetry record) {
    return new Asking(record.attributes().text("cursor.model.name"), "");
  }
}
