package dev.millrace.counters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The lines that CloudWatch makes metrics of, against what its specification asks. */
class EmbeddedMetricsTest {

  private final ObjectMapper json = new ObjectMapper();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Counters counters =
      new EmbeddedMetrics(
          json,
          Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC),
          "millrace-ingest",
          new PrintStream(out, true, UTF_8));

  @Test
  void printsOneLineOfOneFunction() throws IOException {
    counters.add(Map.of("signal", "logs"), Map.of("bytes", 300));

    assertThat(out.toString(UTF_8)).hasLineCount(1);
    assertThat(json.readTree(out.toByteArray()))
        .isEqualTo(
            json.readTree(
                """
                {"_aws": {"Timestamp": 1772366400000, "CloudWatchMetrics": [{
                   "Namespace": "Millrace", "Dimensions": [["function"]],
                   "Metrics": [{"Name": "bytes", "Unit": "Bytes"}]}]},
                 "function": "millrace-ingest", "signal": "logs", "bytes": 300}
                """));
  }

  @Test
  void namesEveryCounterThatItGives() throws IOException {
    counters.add(Map.of(), Map.of("requests", 1, "landed", 1));

    var line = json.readTree(out.toByteArray());
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics").findValuesAsText("Name"))
        .containsExactlyInAnyOrder("requests", "landed")
        .allSatisfy(name -> assertThat(line.get(name).isInt()).isTrue());
  }
}
