package dev.millrace.tools;

import dev.millrace.tools.Fact.Asking;
import dev.millrace.tools.Fact.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the spans of Vercel's AI SDK say. Each request to a model is one span within another that
 * repeats it; only the inner one counts.
 *
 * @see <a href="https://ai-sdk.dev/docs/ai-sdk-core/telemetry">AI SDK documentation,
 *     "Telemetry"</a>
 */
final class AiSdk {

  private static final TokenNames TOKENS =
      new TokenNames(
          Map.of(
              "ai.usage.inputTokens", TokenKind.INPUT,
              "ai.usage.outputTokens", TokenKind.OUTPUT,
              "ai.usage.cachedInputTokens", TokenKind.CACHE_READ_IN_INPUT,
              "ai.usage.inputTokenDetails.cacheWriteTokens", TokenKind.CACHE_CREATION_IN_INPUT,
              "ai.usage.reasoningTokens", TokenKind.REASONING_IN_OUTPUT));

  private AiSdk() {}

  static List<Fact> facts(Event span) {
    return switch (span.name()) {
      case "ai.streamText.doStream",
          "ai.generateText.doGenerate",
          "ai.streamObject.doStream",
          "ai.generateObject.doGenerate" ->
          request(span);
      case "ai.toolCall" ->
          List.of(
              Fact.of(Measure.TOOL_CALLS, 1)
                  .with(span.attributes().text("ai.toolCall.name"))
                  .ended(outcome(span)));
      default -> List.of();
    };
  }

  private static List<Fact> request(Event span) {
    Asking asking = new Asking(span.text("ai.response.model", "ai.model.id"), "");
    if (span.course().failed()) {
      return List.of(Fact.of(Measure.API_ERRORS, 1).by(asking));
    }
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(Measure.API_REQUESTS, 1).by(asking).ended(Outcome.answered(span)));
    facts.addAll(TOKENS.facts(span, asking));
    return List.copyOf(facts);
  }

  private static Outcome outcome(Event span) {
    return new Outcome(span.course().failed() ? "error" : "ok", span.durationMs());
  }
}
