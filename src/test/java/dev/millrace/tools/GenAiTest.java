package dev.millrace.tools;

import static dev.millrace.tools.Telemetered.counts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools count that nobody knows by name but that follow the GenAI conventions. */
class GenAiTest {

  private static final Telemetered AGENT =
      new Telemetered(Map.of("service.name", "our-agent"), "our.agent");

  private static final Map<Measure, Long> CACHED =
      Map.of(
          Measure.API_REQUESTS, 1L,
          Measure.TOKENS_INPUT, 5L,
          Measure.TOKENS_CACHE_READ, 128_955L,
          Measure.TOKENS_CACHE_CREATION, 1_253L,
          Measure.TOKENS_OUTPUT, 10L);

  @Test
  void countsRequests() {
    assertThat(
            counts(
                AGENT.span(
                    "chat m",
                    Duration.ofMillis(5),
                    Map.of(
                        "gen_ai.operation.name", "chat",
                        "gen_ai.usage.input_tokens", 100,
                        "gen_ai.usage.cache_read.input_tokens", 60,
                        "gen_ai.usage.output_tokens", 10))))
        .isEqualTo(
            Map.of(
                Measure.API_REQUESTS, 1L,
                Measure.TOKENS_INPUT, 40L,
                Measure.TOKENS_CACHE_READ, 60L,
                Measure.TOKENS_OUTPUT, 10L));
  }

  @Test
  void countsRequestsUnderTheNamesOfEarlierConventions() {
    Map<String, Object> earlier =
        Map.of(
            "gen_ai.operation.name", "chat",
            "gen_ai.usage.prompt_tokens", 100,
            "gen_ai.usage.completion_tokens", 10);
    Map<String, Object> both = new HashMap<>(earlier);
    both.put("gen_ai.usage.input_tokens", 100);
    both.put("gen_ai.usage.output_tokens", 10);
    assertThat(counts(AGENT.span("chat m", Duration.ofMillis(5), earlier)))
        .isEqualTo(counts(AGENT.span("chat m", Duration.ofMillis(5), both)))
        .containsEntry(Measure.TOKENS_INPUT, 100L)
        .containsEntry(Measure.TOKENS_OUTPUT, 10L);
    assertThat(
            counts(
                AGENT.histogram(
                    "gen_ai.client.token.usage", 7, Map.of("gen_ai.token.type", "completion"))))
        .isEqualTo(Map.of(Measure.TOKENS_OUTPUT, 7L));
  }

  @Test
  void callsWhatItDoesNotKnowByName() {
    assertThat(
            Telemetered.only(
                    AGENT.histogram(
                        "gen_ai.client.token.usage", 7, Map.of("gen_ai.token.type", "input")))
                .tool())
        .isEqualTo("genai");
  }

  @Test
  void countsNoQuestionBeforeItsAnswer() {
    assertThat(counts(AGENT.log(Map.of("event.name", "gen_ai.client.inference.operation.details"))))
        .isEmpty();
  }

  @Test
  @Tag("S-20")
  void countsNothingElse() {
    assertThat(counts(AGENT.span("GET /", Duration.ZERO, Map.of("http.method", "GET")))).isEmpty();
    assertThat(counts(AGENT.histogram("gen_ai.server.request.duration", 7, Map.of()))).isEmpty();
    assertThat(counts(AGENT.log(Map.of("event.name", "gen_ai.something.new")))).isEmpty();
    assertThat(
            counts(
                AGENT.span("embed", Duration.ZERO, Map.of("gen_ai.operation.name", "embeddings"))))
        .isEmpty();
  }

  /** The same request, as those write it whose input is all of it. */
  @ParameterizedTest
  @CsvSource({
    "gen_ai.usage.cache_read.input_tokens, gen_ai.usage.cache_write.input_tokens",
    "gen_ai.usage.cache_read.input_tokens, gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_read_tokens, gen_ai.usage.cache_write_tokens",
    "gen_ai.usage.details.cache_read_tokens, gen_ai.usage.details.cache_write_tokens",
    "gen_ai.usage.input_tokens.cached, gen_ai.usage.input_tokens.cache_write",
    "llm.token_count.prompt_details.cache_read, llm.token_count.prompt_details.cache_write",
  })
  void knowsWhatWasCachedByEveryName(String read, String written) {
    Map<String, Object> said =
        Map.of(
            "gen_ai.operation.name",
            "chat",
            "gen_ai.provider.name",
            "anthropic",
            "gen_ai.usage.input_tokens",
            130_213,
            "gen_ai.usage.output_tokens",
            10,
            read,
            128_955,
            written,
            1_253);
    assertThat(counts(AGENT.span("chat m", Duration.ofMillis(5), said))).isEqualTo(CACHED);
    Map<String, Object> byTwoNames = new HashMap<>(said);
    byTwoNames.put("gen_ai.usage.cache_read.input_tokens", 128_955);
    byTwoNames.put("gen_ai.usage.cached_tokens", 128_955);
    assertThat(counts(AGENT.span("chat m", Duration.ofMillis(5), byTwoNames))).isEqualTo(CACHED);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 200_000})
  void addsWhatWasCachedToTheFreshInputOfAnthropic(int fresh) {
    Map<String, Object> said =
        Map.of(
            "gen_ai.operation.name",
            "chat",
            "gen_ai.system",
            "Anthropic",
            "gen_ai.usage.input_tokens",
            fresh,
            "gen_ai.usage.cache_read_input_tokens",
            128_955,
            "gen_ai.usage.cache_creation_input_tokens",
            1_253);
    assertThat(counts(AGENT.span("chat m", Duration.ofMillis(5), said)))
        .containsEntry(Measure.TOKENS_INPUT, (long) fresh)
        .containsEntry(Measure.TOKENS_CACHE_READ, 128_955L)
        .containsEntry(Measure.TOKENS_CACHE_CREATION, 1_253L);
  }

  @Test
  void takesAnInputThatIsLessThanWhatWasCachedForTheFreshOne() {
    Map<String, Object> said =
        Map.of(
            "gen_ai.operation.name", "chat",
            "gen_ai.usage.input_tokens", 5,
            "gen_ai.usage.cache_read.input_tokens", 100);
    assertThat(counts(AGENT.span("chat m", Duration.ofMillis(5), said)))
        .containsEntry(Measure.TOKENS_INPUT, 5L);
  }

  @Test
  void knowsWhatOpenInferenceAndOpenLlmetryDo() {
    Map<String, Object> inference =
        Map.of(
            "openinference.span.kind", "LLM",
            "llm.token_count.prompt", 7,
            "llm.token_count.completion", 3);
    Map<String, Object> llmetry =
        Map.of(
            "llm.request.type", "chat",
            "llm.usage.prompt_tokens", 7,
            "llm.usage.completion_tokens", 3);
    assertThat(counts(AGENT.span("a", Duration.ofMillis(5), inference)))
        .isEqualTo(counts(AGENT.span("b", Duration.ofMillis(5), llmetry)))
        .isEqualTo(
            Map.of(Measure.API_REQUESTS, 1L, Measure.TOKENS_INPUT, 7L, Measure.TOKENS_OUTPUT, 3L));
  }

  @Test
  void takesACostInDollarsOnly() {
    Map<String, Object> dollars =
        Map.of("gen_ai.operation.name", "chat", "gen_ai.usage.cost.amount", 0.5);
    Map<String, Object> euros = new HashMap<>(dollars);
    euros.put("gen_ai.usage.cost.currency", "EUR");
    assertThat(counts(AGENT.span("a", Duration.ofMillis(5), dollars)))
        .containsEntry(Measure.COST_NANO_USD, 500_000_000L);
    assertThat(counts(AGENT.span("b", Duration.ofMillis(5), euros)))
        .doesNotContainKey(Measure.COST_NANO_USD);
  }

  @Test
  void doesNotAddTokensByModality() {
    Map<String, Object> said =
        Map.of(
            "gen_ai.operation.name", "chat",
            "gen_ai.usage.input_tokens", 10,
            "gen_ai.usage.audio.input_tokens", 4,
            "gen_ai.usage.input_tokens.text", 6);
    assertThat(counts(AGENT.span("a", Duration.ofMillis(5), said)))
        .containsEntry(Measure.TOKENS_INPUT, 10L);
  }
}
