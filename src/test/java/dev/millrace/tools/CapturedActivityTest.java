package dev.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The activity in what real clients sent, against what an independent decoder counts. */
class CapturedActivityTest {

  private static final Map<String, Measure> EVENTS =
      Map.of(
          "user_prompt", Measure.PROMPTS,
          "api_request", Measure.API_REQUESTS,
          "api_error", Measure.API_ERRORS,
          "tool_result", Measure.TOOL_CALLS);

  @ParameterizedTest
  @MethodSource("dev.millrace.tools.Capture#claudeCode")
  void countsEveryEvent(String name) {
    Capture capture = new Capture(name);
    JsonNode events = capture.decoded().get("events");
    Map<Measure, Long> expected = new TreeMap<>();
    Map<Measure, Long> counted = new TreeMap<>();
    EVENTS.forEach((event, measure) -> expected.put(measure, events.path(event).asLong(0)));
    EVENTS.values().forEach(measure -> counted.put(measure, distinctEvents(capture, measure)));
    assertThat(counted).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.tools.Capture#claudeCode")
  void landsEverythingOnItsDay(String name) {
    assertThat(new Capture(name).activity())
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.eventDate()).isEqualTo(Capture.DAY);
              assertThat(row.sessionId()).isNotEmpty();
              assertThat(row.person()).isNotEqualTo(Activity.UNATTRIBUTED);
              assertThat(row.toolVersion()).startsWith("2.");
            });
  }

  private static long distinctEvents(Capture capture, Measure measure) {
    List<Activity> rows = capture.activity();
    return rows.stream()
        .filter(row -> row.measure() == measure)
        .map(Activity::rowId)
        .distinct()
        .count();
  }
}
