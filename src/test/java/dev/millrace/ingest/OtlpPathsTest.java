package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.Signal;
import dev.millrace.ingest.OtlpPaths.Target;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths are OTLP's, with a base path and without. */
@Tag("R-01")
@Tag("R-02")
class OtlpPathsTest {

  private static final OtlpPaths PLAIN = paths("");
  private static final OtlpPaths BASED = paths("/ai/otel");

  @ParameterizedTest
  @ValueSource(strings = {"/v1/metrics", "/v1/metrics/", "//v1//metrics", "v1/metrics"})
  void findsSignalHoweverThePathIsSlashed(String path) {
    assertThat(PLAIN.of(path)).contains(signal(Signal.METRICS));
    assertThat(BASED.of(path)).contains(signal(Signal.METRICS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ai/otel/v1/logs", "/ai/otel/v1/logs/", "//ai/otel//v1/logs"})
  void findsSignalUnderTheBasePath(String path) {
    assertThat(BASED.of(path)).contains(signal(Signal.LOGS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/otlp/v1/logs",
        "/opentelemetry/v1/logs/",
        "/api/v2/otlp/v1/logs",
        "/v1/logs/v1/logs",
        "/v1/metrics/v1/logs",
        "/ai/otel/v1/metrics/v1/logs",
        "/x//v1//logs"
      })
  void takesTheSignalThatAnExporterHasPutBehindAnyAddress(String path) {
    assertThat(PLAIN.of(path)).contains(signal(Signal.LOGS));
    assertThat(BASED.of(path)).contains(signal(Signal.LOGS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ai/otel", "/ai/otel/"})
  void takesAnySignalAtTheBasePathItself(String path) {
    assertThat(BASED.of(path)).contains(Target.ANY);
  }

  /** Multitudes' exporter sends to its endpoint as it stands. */
  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/otlp", "/ai/otel/", "/v1", "/v1/", "/v2/otlp", "/apix"})
  void takesAnySignalWhereNobodyElseTakesWhatExportersSend(String path) {
    for (String type : List.of("application/x-protobuf", "application/json; charset=utf-8")) {
      assertThat(PLAIN.of("POST", path, type)).contains(Target.ANY);
    }
    assertThat(PLAIN.of("POST", path, "application/x-www-form-urlencoded"))
        .isEqualTo(PLAIN.of(path));
    assertThat(PLAIN.of("PUT", path, "application/json")).isEqualTo(PLAIN.of(path));
    assertThat(PLAIN.of("POST", path, null)).isEqualTo(PLAIN.of(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/api/keys", "/v1/organizations/x", "/health", "/q/openapi"})
  void leavesJsonToThoseWhoTakeIt(String path) {
    assertThat(PLAIN.of("POST", path, "application/json")).isEmpty();
    assertThat(PLAIN.of("POST", path, "application/x-protobuf")).contains(Target.ANY);
  }

  @Test
  void takesWhatThePathSaysWhateverItsKind() {
    assertThat(PLAIN.of("POST", "/v1/logs", "application/json")).contains(signal(Signal.LOGS));
    assertThat(PLAIN.of("POST", "/v1/profiles", "application/json")).contains(Target.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1",
        "/v1/profiles",
        "/v1development/profiles",
        "/v1/logs/more",
        "/v1/Logs",
        "/v1/organizationsx"
      })
  void answersForWhatIsNobodysUnderItsPaths(String path) {
    assertThat(PLAIN.of(path)).contains(Target.NONE);
    assertThat(BASED.of("/ai/otel" + path)).contains(Target.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/health",
        "/api/keys",
        "/v2/logs",
        "/v1x/logs",
        "/v1/organizations",
        "/v1/organizations/usage_report/claude_code",
        "/ai",
        "/ai/otelx/v1/logs/more",
        "/api/v1/keys"
      })
  void leavesOtherPathsAlone(String path) {
    assertThat(PLAIN.of(path)).isEmpty();
    assertThat(BASED.of(path)).isEmpty();
  }

  @Test
  void readsBasePathWithoutSlashInFrontOrWithOneAtTheEnd() {
    assertThat(paths("ai/otel/").of("/ai/otel/v1/traces")).contains(signal(Signal.TRACES));
  }

  @Test
  void refusesBasePathThatIsNoPath() {
    assertThatThrownBy(() -> paths("https://example.com/otel?x"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("has to be a path such as /ai/otel, but is");
  }

  private static OtlpPaths paths(String base) {
    return new OtlpPaths(IngestSettings.with(Map.of("millrace.ingest.base-path", base)));
  }

  private static Target signal(Signal signal) {
    return Target.of(signal);
  }
}
