package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What JSON exporters in the field send is read whole: {@code NNN-<signal>.bin} are bodies as
 * received, {@code truth.json} says what an independent decoder found in them.
 */
class OtlpJsonCapturesTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final OtlpJsonReader reader = new OtlpJsonReader();
  private final OtlpJsonWriter writer = new OtlpJsonWriter();

  @Tag("R-47")
  @Tag("R-60")
  @Tag("R-65")
  @DisplayName("R-47, R-60, R-65: real requests have as many items as an independent decoder found")
  @ParameterizedTest
  @ValueSource(strings = {"sdk-js-json-delta", "sdk-js-json-cumulative-odd"})
  void findsEveryItem(String capture) throws IOException {
    Map<Signal, Integer> items = new EnumMap<>(Signal.class);
    for (Export export : exports(capture)) {
      items.merge(export.signal(), export.items(), Integer::sum);
    }
    JsonNode truth = MAPPER.readTree(resource(capture, "truth.json")).get("decoded");

    assertThat(items)
        .containsEntry(Signal.METRICS, truth.get("dataPoints").asInt())
        .containsEntry(Signal.LOGS, truth.get("logRecords").asInt())
        .containsEntry(Signal.TRACES, truth.get("spans").asInt());
  }

  @Tag("R-65")
  @DisplayName("R-65 real requests survive being written and read again")
  @ParameterizedTest
  @ValueSource(strings = {"sdk-js-json-delta", "sdk-js-json-cumulative-odd"})
  void keepsRealRequests(String capture) throws IOException {
    for (Export export : exports(capture)) {
      assertThat(reader.read(export.signal(), writer.write(export))).isEqualTo(export);
    }
  }

  private List<Export> exports(String capture) throws IOException {
    List<Export> exports = new ArrayList<>();
    int requests =
        MAPPER.readTree(resource(capture, "truth.json")).at("/decoded/requestsAccepted").asInt();
    for (int number = 1; number <= requests; number++) {
      for (Signal signal : Signal.values()) {
        InputStream body =
            getClass().getResourceAsStream(path(capture, "%03d-%s.bin".formatted(number, signal)));
        if (body != null) {
          exports.add(reader.read(signal, body.readAllBytes()));
        }
      }
    }
    return exports;
  }

  private InputStream resource(String capture, String name) {
    return getClass().getResourceAsStream(path(capture, name));
  }

  private static String path(String capture, String name) {
    return "/captures/%s/%s".formatted(capture, name.toLowerCase(Locale.ROOT));
  }
}
