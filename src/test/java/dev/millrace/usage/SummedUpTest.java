package dev.millrace.usage;

import static dev.millrace.usage.UsageOf.DAY;
import static dev.millrace.usage.UsageOf.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.otlp.Export;
import dev.millrace.tools.Activity;
import dev.millrace.tools.Telemetered;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Running totals of a tool that a relay took for amounts and added up. */
class SummedUpTest {

  private static final Telemetered GEMINI = new Telemetered(Map.of(), "gemini-cli");

  private static final Map<String, Object> WHO =
      Map.of("session.id", "s1", "user.email", "ada@example.com", "model", "m", "type", "input");

  /** The sum of 10, 25, 25 and 40, which were 40 tokens. */
  private static final Export RELAYED =
      GEMINI
          .withScope("aggregationprocessor")
          .delta("gemini_cli.token.usage", "2026-03-04T09:05:00Z", 100.0, WHO);

  private static final Export ANSWER =
      GEMINI.log(
          Map.of(
              "event.name", "gemini_cli.api_response",
              "event.timestamp", "2026-03-04T09:01:00.000Z",
              "session.id", "s1",
              "user.email", "ada@example.com",
              "model", "m",
              "input_token_count", 40));

  @TempDir Path temp;

  @Test
  void giveWayToEvents() {
    assertThat(sum(usage(RELAYED, ANSWER), UsageRow::tokensInput)).isEqualTo(40);
  }

  @Test
  void countWhereNothingElseCame() {
    assertThat(sum(usage(RELAYED), UsageRow::tokensInput)).isEqualTo(100);
  }

  private List<UsageRow> usage(Export... exports) {
    List<Activity> activity = new ArrayList<>();
    for (Export export : exports) {
      activity.addAll(Telemetered.activity(export, DAY.toString()));
    }
    return new UsageOf(temp).on(DAY, DAY, activity);
  }
}
