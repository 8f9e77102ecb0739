package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.millrace.console.SetupTool.Audience;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The texts that people copy, as those programs read them that they are for. */
@QuarkusTest
class ToolSettingsTest {

  private static final String ENDPOINT = "https://ingest.example.com";
  private static final String TOKEN = "mro_0123456789ab_secret_check";
  private static final String BEARER = "Bearer " + TOKEN;

  @ParameterizedTest
  @EnumSource(names = {"CLAUDE_CODE", "GEMINI_CLI", "COPILOT"})
  void setsEnvironmentOfShell(SetupTool tool) throws Exception {
    Properties environment = environmentAfter(text(tool, Audience.ONE));
    assertThat(environment.getProperty("OTEL_EXPORTER_OTLP_HEADERS"))
        .isEqualTo("Authorization=" + BEARER);
    assertThat(environment)
        .containsEntry(
            tool == SetupTool.GEMINI_CLI
                ? "GEMINI_TELEMETRY_OTLP_ENDPOINT"
                : "OTEL_EXPORTER_OTLP_ENDPOINT",
            ENDPOINT);
  }

  @Test
  void setsEnvironmentOfAnySender() throws IOException {
    Properties environment = new Properties();
    environment.load(new StringReader(text(SetupTool.OTHER, Audience.ALL)));
    assertThat(environment)
        .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", ENDPOINT)
        .containsEntry("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
        .containsEntry("OTEL_EXPORTER_OTLP_HEADERS", "Authorization=" + BEARER);
  }

  @Test
  void isJsonForClaudeCodesManagedSettings() throws IOException {
    JsonNode env =
        new ObjectMapper().readTree(text(SetupTool.CLAUDE_CODE, Audience.ALL)).get("env");
    assertThat(env.get("OTEL_EXPORTER_OTLP_ENDPOINT").asText()).isEqualTo(ENDPOINT);
    assertThat(env.get("OTEL_EXPORTER_OTLP_HEADERS").asText()).isEqualTo("Authorization=" + BEARER);
  }

  @ParameterizedTest
  @EnumSource
  void isTomlForCodex(Audience audience) throws IOException {
    JsonNode otel = new TomlMapper().readTree(text(SetupTool.CODEX, audience)).get("otel");
    JsonNode exporter = otel.get("exporter").get("otlp-http");
    assertThat(exporter.get("endpoint").asText()).isEqualTo(ENDPOINT + "/v1/logs");
    assertThat(exporter.get("protocol").asText()).isEqualTo("binary");
    assertThat(exporter.get("headers").get("Authorization").asText()).isEqualTo(BEARER);
    assertThat(otel.get("log_user_prompt").asBoolean(true)).isFalse();
  }

  @Test
  void isYamlForCollector() throws IOException {
    String text = text(SetupTool.COLLECTOR, Audience.ALL);
    JsonNode exporter = new YAMLMapper().readTree(text).get("exporters").get("otlp_http/millrace");
    assertThat(exporter.get("endpoint").asText()).isEqualTo(ENDPOINT);
    assertThat(exporter.get("headers").get("Authorization").asText())
        .isEqualTo("Bearer ${env:MILLRACE_KEY}");
    assertThat(text).contains("MILLRACE_KEY=" + TOKEN + "\n");
  }

  @Test
  void keepsTheKeyOfJobsSecret() throws IOException {
    String text = text(SetupTool.CI, Audience.ALL);
    JsonNode env = new YAMLMapper().readTree(text).get("env");
    assertThat(env.get("OTEL_EXPORTER_OTLP_ENDPOINT").asText()).isEqualTo(ENDPOINT);
    assertThat(env.get("OTEL_EXPORTER_OTLP_HEADERS").asText())
        .isEqualTo("Authorization=Bearer ${{ secrets.MILLRACE_KEY }}");
    assertThat(text).contains("MILLRACE_KEY of the repository: " + TOKEN + "\n");
  }

  @Test
  void isYamlForAggregatingCollector() throws IOException {
    JsonNode settings =
        new YAMLMapper().readTree(text(SetupTool.AGGREGATING_COLLECTOR, Audience.ALL));
    assertThat(settings.get("endpoint").asText()).isEqualTo(ENDPOINT);
    assertThat(settings.get("token").asText()).isEqualTo(TOKEN);
  }

  private static String text(SetupTool tool, Audience audience) {
    return tool.settings(audience, ENDPOINT, TOKEN);
  }

  private static Properties environmentAfter(String lines) throws Exception {
    ProcessBuilder shell = new ProcessBuilder("sh", "-euc", lines + "\nenv");
    shell.environment().clear();
    Process process = shell.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    Properties environment = new Properties();
    environment.load(new StringReader(output));
    return environment;
  }
}
