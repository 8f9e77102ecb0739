package dev.millrace.tools;

import static dev.millrace.tools.Telemetered.counts;
import static dev.millrace.tools.Telemetered.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What GitHub Copilot counts in Visual Studio Code. */
class CopilotChatTest {

  private static final String AFTER_NOON = "2026-03-04T12:01:00Z";
  private static final Telemetered CHAT = new Telemetered(Map.of(), "copilot-chat");

  private static final Map<String, Object> ANSWER =
      Map.of(
          "gen_ai.operation.name", "chat",
          "gen_ai.conversation.id", "c-1",
          "gen_ai.response.model", "gpt-5.1",
          "gen_ai.usage.input_tokens", 100,
          "gen_ai.usage.output_tokens", 9);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gen_ai.conversation.id",
        "gen_ai.conversation.id copilot_chat.session_id",
        "copilot_chat.session_id copilot_chat.chat_session_id",
        "copilot_chat.chat_session_id copilot_chat.parent_chat_session_id",
      })
  void takesTheConversationOfChatFromWhereItLastsLongest(String keys) {
    Map<String, Object> answer = ANSWER;
    String last = "";
    for (String key : keys.split(" ")) {
      answer = with(answer, key, "of " + key);
      last = "of_" + key;
    }
    assertThat(Telemetered.activity(CHAT.span("chat", Duration.ZERO, answer), "2026-03-04"))
        .extracting(Activity::sessionId)
        .containsOnly(last);
  }

  @Test
  void prefersSpansThenDetailsThenMetrics() {
    Map<String, Object> details = new HashMap<>(ANSWER);
    details.put("event.name", "gen_ai.client.inference.operation.details");
    Map<String, Object> input = Map.of("gen_ai.token.type", "input");
    assertThat(
            new int[] {
              Telemetered.activity(CHAT.span("chat", Duration.ZERO, ANSWER), "2026-03-04")
                  .get(0)
                  .precedence(),
              Telemetered.activity(CHAT.log(details), "2026-03-04").get(0).precedence(),
              only(CHAT.delta(
                      "gen_ai.client.inference.usage.input_tokens", AFTER_NOON, 1, Map.of()))
                  .precedence(),
              only(CHAT.histogram("gen_ai.client.token.usage", 1, input)).precedence(),
              only(CHAT.histogram("gen_ai.client.inference.operation.input_tokens", 1, Map.of()))
                  .precedence()
            })
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  @Tag("S-20")
  void takesTokensOfTheHistogramByItsSum() {
    assertThat(
            counts(
                CHAT.histogram(
                    "gen_ai.client.token.usage", 900, Map.of("gen_ai.token.type", "output"))))
        .isEqualTo(Map.of(Measure.TOKENS_OUTPUT, 900L));
  }

  @Test
  void countsSecondsOfAgentsAsActiveTime() {
    assertThat(counts(CHAT.histogram("copilot_chat.agent.invocation.duration", 3.19, Map.of())))
        .isEqualTo(Map.of(Measure.ACTIVE_MS_CLI, 3190L));
  }

  @ParameterizedTest
  @CsvSource({
    "accepted, inline_chat, accept, user_accept",
    "rejected, chat_editing_hunk, reject, user_reject",
    "saved, apply_patch, accept, apply_patch",
  })
  void countsWhatBecameOfEdits(String outcome, String source, String decision, String by) {
    Activity row =
        only(
            CHAT.delta(
                "copilot_chat.edit.acceptance.count",
                AFTER_NOON,
                2,
                Map.of(
                    "copilot_chat.edit.outcome", outcome,
                    "copilot_chat.edit.source", source,
                    "copilot_chat.language_id", "java")));
    assertThat(row.decision()).isEqualTo(decision);
    assertThat(row.decisionSource()).isEqualTo(by);
    assertThat(row.language()).isEqualTo("java");
  }

  @Test
  void countsOneOfTheNamesUnderWhichChatSaysTheSame() {
    assertThat(counts(CHAT.delta("github.copilot.tool.call.count", AFTER_NOON, 3, Map.of())))
        .isEmpty();
  }

  private static Map<String, Object> with(Map<String, Object> some, String key, Object value) {
    Map<String, Object> all = new HashMap<>(some);
    all.put(key, value);
    return all;
  }
}
