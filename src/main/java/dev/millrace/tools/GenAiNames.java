package dev.millrace.tools;

import java.util.List;
import java.util.Map;

/**
 * The names that the GenAI conventions of all ages, and those who came before or beside them, give
 * to the same: pydantic-ai, Sentry, OpenLLMetry ({@code llm.usage.*}) and OpenInference ({@code
 * llm.token_count.*}). Counts by modality repeat parts of these and are left alone.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/gen-ai/">OpenTelemetry, "Semantic
 *     conventions for generative AI systems"</a>
 * @see <a href="https://arize-ai.github.io/openinference/spec/semantic_conventions.html">
 *     OpenInference, "Semantic Conventions"</a>
 */
final class GenAiNames {

  static final String[] MODEL = {
    "gen_ai.response.model",
    "gen_ai.request.model",
    "llm.response.model",
    "llm.request.model",
    "llm.model_name"
  };

  static final List<String> INPUT =
      List.of(
          "gen_ai.usage.input_tokens",
          "gen_ai.usage.prompt_tokens",
          "llm.usage.prompt_tokens",
          "llm.token_count.prompt");

  static final List<String> OUTPUT =
      List.of(
          "gen_ai.usage.output_tokens",
          "gen_ai.usage.completion_tokens",
          "llm.usage.completion_tokens",
          "llm.token_count.completion");

  private static final List<String> CACHE_READ =
      List.of(
          "gen_ai.usage.cache_read.input_tokens",
          "gen_ai.usage.cache_read_input_tokens",
          "gen_ai.usage.cache_read_tokens",
          "gen_ai.usage.details.cache_read_tokens",
          "gen_ai.usage.details.cache_read_input_tokens",
          "gen_ai.usage.details.cached_tokens",
          "gen_ai.usage.input_tokens.cached",
          "gen_ai.usage.cached_input_tokens",
          "gen_ai.usage.cached_tokens",
          "llm.usage.cache_read_input_tokens",
          "llm.token_count.prompt_details.cache_read");

  private static final List<String> CACHE_WRITE =
      List.of(
          "gen_ai.usage.cache_write.input_tokens",
          "gen_ai.usage.cache_creation.input_tokens",
          "gen_ai.usage.cache_creation_input_tokens",
          "gen_ai.usage.cache_write_tokens",
          "gen_ai.usage.cache_creation_tokens",
          "gen_ai.usage.details.cache_write_tokens",
          "gen_ai.usage.details.cache_creation_input_tokens",
          "gen_ai.usage.input_tokens.cache_write",
          "llm.usage.cache_creation_input_tokens",
          "llm.token_count.prompt_details.cache_write");

  private static final List<String> REASONING =
      List.of(
          "gen_ai.usage.reasoning.output_tokens",
          "gen_ai.usage.reasoning_tokens",
          "gen_ai.usage.output_tokens.reasoning",
          "gen_ai.usage.details.reasoning_tokens",
          "llm.usage.reasoning_tokens",
          "llm.token_count.completion_details.reasoning");

  private static final TokenNames CACHED_IN_INPUT =
      TokenNames.ofKinds(
          Map.of(
              TokenKind.INPUT, INPUT,
              TokenKind.OUTPUT, OUTPUT,
              TokenKind.CACHE_READ_IN_INPUT, CACHE_READ,
              TokenKind.CACHE_CREATION_IN_INPUT, CACHE_WRITE,
              TokenKind.REASONING_IN_OUTPUT, REASONING));

  private static final TokenNames CACHED_BESIDE_INPUT =
      TokenNames.ofKinds(
          Map.of(
              TokenKind.INPUT, INPUT,
              TokenKind.OUTPUT, OUTPUT,
              TokenKind.CACHE_READ, CACHE_READ,
              TokenKind.CACHE_CREATION, CACHE_WRITE,
              TokenKind.REASONING_IN_OUTPUT, REASONING));

  /** What OpenLLMetry copies from Anthropic's answers, whose input leaves out what was cached. */
  private static final List<String> AS_ANTHROPIC_SAYS =
      List.of(
          "gen_ai.usage.cache_read_input_tokens",
          "gen_ai.usage.cache_creation_input_tokens",
          "llm.usage.cache_read_input_tokens",
          "llm.usage.cache_creation_input_tokens");

  /** In US dollars. */
  private static final List<String> COST =
      List.of(
          "gen_ai.usage.cost.amount",
          "gen_ai.usage.cost",
          "gen_ai.cost.total_tokens",
          "llm.cost.total");

  private GenAiNames() {}

  /** What the event's counts mean: the conventions' input includes what was cached. */
  static TokenNames tokens(Event event) {
    Attributes said = event.attributes();
    String provider = event.text("gen_ai.provider.name", "gen_ai.system");
    boolean beside =
        (provider.equalsIgnoreCase("anthropic") || provider.contains("bedrock"))
            && AS_ANTHROPIC_SAYS.stream().anyMatch(name -> said.quantity(name).isPresent());
    return beside ? CACHED_BESIDE_INPUT : CACHED_IN_INPUT;
  }

  /** What the event says it cost, if it says so in dollars. */
  static List<Fact> cost(Event event, Fact.Asking asking) {
    Attributes said = event.attributes();
    String currency = said.text("gen_ai.usage.cost.currency");
    return currency.isEmpty() || currency.equalsIgnoreCase("USD")
        ? COST.stream()
            .flatMap(name -> said.quantity(name).stream())
            .limit(1)
            .map(cost -> Fact.of(Measure.COST_NANO_USD, cost.dollarsAsNanos()).by(asking))
            .toList()
        : List.of();
  }

  /** What was done, by the conventions' names of operations; empty if it is none of them. */
  static String operation(Event span) {
    Attributes said = span.attributes();
    String operation = said.text("gen_ai.operation.name");
    if (!operation.isEmpty()) {
      return operation;
    }
    return switch (said.text("openinference.span.kind") + said.text("llm.request.type")) {
      case "LLM", "chat", "LLMchat" -> "chat";
      case "completion" -> "text_completion";
      case "TOOL" -> "execute_tool";
      case "AGENT" -> "invoke_agent";
      default -> "";
    };
  }
}
