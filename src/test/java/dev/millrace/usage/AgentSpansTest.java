package dev.millrace.usage;

import static dev.millrace.usage.UsageOf.DAY;
import static dev.millrace.usage.UsageOf.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.otlp.Export;
import dev.millrace.tools.Activity;
import dev.millrace.tools.Capture;
import dev.millrace.tools.Telemetered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that the span of an agent tells, beside those of its requests' spans and alone. */
class AgentSpansTest {

  private static final Telemetered SENDER =
      new Telemetered(
          Map.of("service.name", "our-agent", "user.email", "a@b.example"), "our.agent");

  private static final Export AGENT = span("invoke_agent", 300, 30);

  @TempDir Path temp;

  @Test
  void countWhereNothingElseTells() {
    List<UsageRow> usage = usage(AGENT);
    assertThat(sum(usage, UsageRow::tokensInput)).isEqualTo(300);
    assertThat(sum(usage, UsageRow::tokensOutput)).isEqualTo(30);
    assertThat(sum(usage, UsageRow::prompts)).isEqualTo(1);
    assertThat(usage).extracting(UsageRow::model).contains("claude-sonnet-4-5");
  }

  @Test
  void repeatThoseOfTheRequests() {
    List<UsageRow> usage = usage(AGENT, span("chat", 290, 29));
    assertThat(sum(usage, UsageRow::tokensInput)).isEqualTo(290);
    assertThat(sum(usage, UsageRow::tokensOutput)).isEqualTo(29);
    assertThat(sum(usage, UsageRow::prompts)).isEqualTo(1);
  }

  private static Export span(String operation, int input, int output) {
    return SENDER.span(
        operation,
        Duration.ofSeconds(1),
        Map.of(
            "gen_ai.operation.name", operation,
            "gen_ai.request.model", "claude-sonnet-4.5",
            "gen_ai.conversation.id", "c-1",
            "gen_ai.usage.input_tokens", input,
            "gen_ai.usage.output_tokens", output));
  }

  private List<UsageRow> usage(Export... exports) {
    List<Activity> activity = Capture.activity(List.of(exports), DAY);
    return new UsageOf(temp).on(DAY, DAY, activity);
  }
}
