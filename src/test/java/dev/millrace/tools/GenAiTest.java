package dev.millrace.tools;

import static dev.millrace.tools.Telemetered.counts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What tools count that nobody knows by name but that follow the GenAI conventions. */
class GenAiTest {

  private static final Telemetered AGENT =
      new Telemetered(Map.of("service.name", "our-agent"), "our.agent");

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
}
