package dev.millrace.tools;

import dev.millrace.tools.Activity.Source;
import dev.millrace.tools.Fact.Asking;
import dev.millrace.tools.Fact.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What records under the names of OpenTelemetry's GenAI conventions say. Input includes what was
 * cached, output the reasoning.
 *
 * <p>Spans come first: they alone tell cached tokens and conversations apart in every version of
 * the conventions. The totals on the span of an agent repeat those of its requests, so they come
 * last: some agents' requests have no spans.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/gen-ai/">OpenTelemetry, "Semantic
 *     conventions for generative AI systems"</a>
 */
final class GenAiFacts {

  private static final String DETAILS = "gen_ai.client.inference.operation.details";

  private static final TokenNames TYPES =
      new TokenNames(
          Map.of(
              "input", TokenKind.INPUT,
              "output", TokenKind.OUTPUT,
              // Its earlier name.
              "completion", TokenKind.OUTPUT));

  /** One metric for each kind of tokens. */
  private static final TokenNames SUMS =
      new TokenNames(
          Map.of(
              "gen_ai.client.inference.usage.input_tokens",
              TokenKind.INPUT,
              "gen_ai.client.inference.usage.output_tokens",
              TokenKind.OUTPUT,
              "gen_ai.client.inference.usage.cache_read.input_tokens",
              TokenKind.CACHE_READ_IN_INPUT,
              "gen_ai.client.inference.usage.cache_write.input_tokens",
              TokenKind.CACHE_CREATION_IN_INPUT,
              "gen_ai.client.inference.usage.reasoning.output_tokens",
              TokenKind.REASONING_IN_OUTPUT));

  /** One histogram of requests for each of two kinds. */
  private static final TokenNames HISTOGRAMS =
      new TokenNames(
          Map.of(
              "gen_ai.client.inference.operation.input_tokens", TokenKind.INPUT,
              "gen_ai.client.inference.operation.output_tokens", TokenKind.OUTPUT));

  /** Behind all that speaks of requests. */
  private static final int AGENT = 5;

  private static final int AGENT_WITHIN_ANOTHER = 6;

  private static final String TYPED = "gen_ai.client.token.usage";

  private GenAiFacts() {}

  /** Whether the point counts tokens as the conventions say. */
  static boolean claims(Point point) {
    String metric = point.metric();
    return metric.equals(TYPED)
        || SUMS.kinds().containsKey(metric)
        || HISTOGRAMS.kinds().containsKey(metric);
  }

  /** Whether the event is of an operation that the conventions know. */
  static boolean claims(Event event) {
    return event.source() == Source.SPAN
        ? !GenAiNames.operation(event).isEmpty()
        : event.name().equals(DETAILS);
  }

  /**
   * Whether it is a record under the conventions' names from the service of that name: tools let
   * users rename their scope.
   */
  static boolean isFrom(String service, Telemetry record) {
    boolean conventional =
        record instanceof Point point
            ? point.metric().startsWith("gen_ai.")
            : claims((Event) record);
    return conventional && record.sender().resource().text("service.name").equals(service);
  }

  /** Among several ways of counting the same tokens, first those that tell more of them apart. */
  static int preference(Telemetry record) {
    if (record instanceof Point point) {
      return preference(point.metric());
    }
    Event event = (Event) record;
    if (event.source() == Source.LOG) {
      return 1;
    }
    if (!GenAiNames.operation(event).equals("invoke_agent")) {
      return 0;
    }
    return event.course().nested() ? AGENT_WITHIN_ANOTHER : AGENT;
  }

  private static int preference(String metric) {
    if (SUMS.kinds().containsKey(metric)) {
      return 2;
    }
    return metric.equals(TYPED) ? 3 : 4;
  }

  /** The conversation; a session is a longer time with some tools, but better than nothing. */
  static String conversation(Telemetry record) {
    return record.text("gen_ai.conversation.id", "session.id");
  }

  static List<Fact> facts(Point point) {
    String metric = point.metric();
    Quantity value = point.value();
    if (metric.equals(TYPED)) {
      return TYPES.facts(point.attributes().text("gen_ai.token.type"), value, asking(point));
    }
    TokenNames metrics = SUMS.kinds().containsKey(metric) ? SUMS : HISTOGRAMS;
    return metrics.facts(metric, value, asking(point));
  }

  /** What a span, or the log record that gives the details of a request, says. */
  static List<Fact> facts(Event event) {
    if (event.source() == Source.LOG) {
      return event.name().equals(DETAILS) ? details(event) : List.of();
    }
    return switch (GenAiNames.operation(event)) {
      case "chat", "generate_content", "text_completion" -> request(event);
      case "execute_tool" -> List.of(toolCall(event));
      case "invoke_agent" -> agent(event);
      default -> List.of();
    };
  }

  /** An agent within another was asked by that, not by a person. */
  private static List<Fact> agent(Event event) {
    List<Fact> facts = new ArrayList<>();
    if (!event.course().nested()) {
      facts.add(Fact.of(Measure.PROMPTS, 1));
    }
    facts.addAll(spent(event, asking(event)));
    return List.copyOf(facts);
  }

  private static List<Fact> spent(Event event, Asking asking) {
    return Stream.concat(
            GenAiNames.tokens(event).facts(event, asking).stream(),
            GenAiNames.cost(event, asking).stream())
        .toList();
  }

  /** Some tools give the details of the question too, before there is an answer to count. */
  private static List<Fact> details(Event event) {
    boolean answered =
        GenAiNames.OUTPUT.stream().anyMatch(name -> event.attributes().quantity(name).isPresent());
    return answered || hasFailed(event) ? request(event) : List.of();
  }

  private static List<Fact> request(Event event) {
    Asking asking = asking(event);
    if (hasFailed(event)) {
      return List.of(
          Fact.of(Measure.API_ERRORS, 1)
              .by(asking)
              .ended(
                  new Outcome(
                      event.attributes().text("http.response.status_code"), event.durationMs())));
    }
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(Measure.API_REQUESTS, 1).by(asking).ended(Outcome.answered(event)));
    facts.addAll(spent(event, asking));
    return List.copyOf(facts);
  }

  private static Fact toolCall(Event event) {
    return Fact.of(Measure.TOOL_CALLS, 1)
        .with(event.text("gen_ai.tool.name", "tool.name"))
        .ended(new Outcome(hasFailed(event) ? "error" : "ok", event.durationMs()));
  }

  private static boolean hasFailed(Event event) {
    return event.course().failed() || !event.attributes().text("error.type").isEmpty();
  }

  private static Asking asking(Telemetry record) {
    for (String name : GenAiNames.MODEL) {
      String model = record.attributes().text(name);
      if (!model.isEmpty()) {
        return new Asking(model, "");
      }
    }
    return Asking.UNKNOWN;
  }
}
