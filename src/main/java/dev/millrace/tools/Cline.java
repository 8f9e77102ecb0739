package dev.millrace.tools;

import dev.millrace.tools.Activity.Source;
import dev.millrace.tools.Fact.Asking;
import dev.millrace.tools.Fact.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Cline. Its metrics come first, for its log records of older versions leave out cached tokens and
 * cost.
 *
 * @see <a href="https://docs.cline.bot/enterprise-solutions/monitoring/opentelemetry">Cline
 *     documentation, "OpenTelemetry"</a>
 */
final class Cline implements ToolMapping {

  private static final String PREFIX = "cline.";
  private static final String SCOPE = "cline";

  private static final TokenNames METRICS =
      new TokenNames(
          Map.of(
              "cline.tokens.input.total", TokenKind.INPUT,
              "cline.tokens.output.total", TokenKind.OUTPUT,
              "cline.cache.read.tokens.total", TokenKind.CACHE_READ,
              "cline.cache.write.tokens.total", TokenKind.CACHE_CREATION));

  private static final TokenNames COUNTS =
      new TokenNames(
          Map.of(
              "tokensIn", TokenKind.INPUT,
              "tokensOut", TokenKind.OUTPUT,
              "cacheReadTokens", TokenKind.CACHE_READ,
              "cacheWriteTokens", TokenKind.CACHE_CREATION));

  @Override
  public String tool() {
    return "cline";
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

  /** A task is a conversation; its id was renamed. */
  @Override
  public Occasion occasion(Telemetry record) {
    return Occasion.of(record, record.text("ulid", "taskId"), record.text("platform"));
  }

  @Override
  public List<Fact> facts(Point point) {
    return point.metric().equals("cline.cost.total")
        ? List.of(Fact.of(Measure.COST_NANO_USD, point.value().dollarsAsNanos()).by(asking(point)))
        : METRICS.facts(point.metric(), point.value(), asking(point));
  }

  @Override
  public List<Fact> facts(Event event) {
    return switch (name(event)) {
      case "task.created", "task.restarted" -> List.of(Fact.of(Measure.SESSION_STARTS, 1));
      case "task.conversation_turn" ->
          text(event, "source").equals("user") ? List.of(Fact.of(Measure.PROMPTS, 1)) : List.of();
      case "task.tokens" -> request(event);
      case "task.provider_api_error" ->
          List.of(
              Fact.of(Measure.API_ERRORS, 1)
                  .by(asking(event))
                  .ended(new Outcome(text(event, "errorStatus"), null)));
      case "task.tool_used" ->
          List.of(
              Fact.of(Measure.TOOL_CALLS, 1)
                  .with(text(event, "tool"))
                  .ended(new Outcome(Outcome.statusOf(text(event, "success")), null)));
      default -> List.of();
    };
  }

  private static List<Fact> request(Event event) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(Measure.API_REQUESTS, 1).by(asking(event)));
    facts.addAll(COUNTS.facts(event, asking(event)));
    event
        .attributes()
        .quantity("totalCost")
        .map(cost -> Fact.of(Measure.COST_NANO_USD, cost.dollarsAsNanos()).by(asking(event)))
        .ifPresent(facts::add);
    return List.copyOf(facts);
  }

  private static String name(Event event) {
    return event.name().startsWith(PREFIX) ? event.name().substring(PREFIX.length()) : event.name();
  }

  private static Asking asking(Telemetry record) {
    return new Asking(record.text("model", "modelId"), "");
  }

  private static String text(Telemetry record, String key) {
    return record.attributes().text(key);
  }
}
