package dev.millrace.usage;

import static dev.millrace.usage.UsageOf.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.otlp.Export;
import dev.millrace.tools.Activity;
import dev.millrace.tools.Capture;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usage of what tools of November 2026 sent, however it is sent, against the truth. */
class NewerToolsTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-30");

  @TempDir Path temp;

  /**
   * Grok Build's and Cline's tokens are told apart, Continue's cached ones are not, and Droid tells
   * none of a model of one's own. Cline's pending requests and Droid's prompts are told by nobody.
   */
  @ParameterizedTest
  @CsvSource({
    "grok-protobuf, grok-build, 9700, 43520, 449, 64, 1, 1, 5, 1, 6, 0, 0, 0, none",
    "continue-cli, continue-cli, 53220, 0, 449, 0, 1, 0, 0, 0, 0, 5, 0, 0, reported",
    "droid, droid, 0, 0, 0, 0, 1, 0, 5, 1, 0, 5, 1, 1, none",
    "cline-cli, cline, 9700, 43520, 449, 0, 1, 1, 5, 0, 6, 0, 0, 0, none",
  })
  void equalsTheTruthInEveryArrangement(
      String name,
      String tool,
      long input,
      long cached,
      long output,
      long reasoning,
      long sessions,
      long prompts,
      long toolCalls,
      long failedCalls,
      long requests,
      long added,
      long removed,
      long commits,
      String costSource) {
    List<Export> once = new Capture(name).exports();
    List<UsageRow> usage = usage(once);
    assertThat(usage).extracting(UsageRow::tool).containsOnly(tool);
    assertThat(sum(usage, UsageRow::tokensInput)).isEqualTo(input);
    assertThat(sum(usage, UsageRow::tokensCacheRead)).isEqualTo(cached);
    assertThat(sum(usage, UsageRow::tokensOutput)).isEqualTo(output);
    assertThat(sum(usage, UsageRow::tokensReasoning)).isEqualTo(reasoning);
    assertThat(sum(usage, UsageRow::sessions)).isEqualTo(sessions);
    assertThat(sum(usage, UsageRow::prompts)).isEqualTo(prompts);
    assertThat(sum(usage, UsageRow::toolCalls)).isEqualTo(toolCalls);
    assertThat(sum(usage, UsageRow::toolCallsFailed)).isEqualTo(failedCalls);
    assertThat(sum(usage, UsageRow::apiRequests)).isEqualTo(requests);
    assertThat(sum(usage, UsageRow::linesAdded)).isEqualTo(added);
    assertThat(sum(usage, UsageRow::linesRemoved)).isEqualTo(removed);
    assertThat(sum(usage, UsageRow::commits)).isEqualTo(commits);
    assertThat(usage).extracting(UsageRow::costSource).contains(costSource);

    List<Export> parts = once.stream().flatMap(NewerToolsTest::parts).toList();
    List<Export> reversed = new ArrayList<>(parts);
    Collections.reverse(reversed);
    assertThat(usage(twice(once))).isEqualTo(usage);
    assertThat(usage(parts)).isEqualTo(usage);
    assertThat(usage(reversed)).isEqualTo(usage);
    assertThat(usage(twice(reversed))).isEqualTo(usage);
    assertThat(dayInTwoGoes(once)).isEqualTo(usage);
  }

  @ParameterizedTest
  @CsvSource({"droid", "cline-cli"})
  void namesNobodyUnknown(String name) {
    assertThat(usage(new Capture(name).exports()))
        .extracting(UsageRow::person)
        .doesNotContain("unknown")
        .doesNotContain("unattributed");
  }

  private List<UsageRow> usage(List<Export> exports) {
    List<Activity> activity = Capture.activity(exports, DAY);
    return new UsageOf(temp).on(DAY, DAY, activity);
  }

  /** The first half rolled up, then all of it. */
  private List<UsageRow> dayInTwoGoes(List<Export> exports) {
    usage(exports.subList(0, exports.size() / 2));
    return usage(exports);
  }

  private static List<Export> twice(List<Export> exports) {
    return Stream.concat(exports.stream(), exports.stream()).toList();
  }

  /** Each record, or metric, in an export of its own. */
  private static Stream<Export> parts(Export export) {
    List<Export> parts = new ArrayList<>();
    if (export instanceof Export.Logs logs) {
      for (var resource : logs.message().getResourceLogsList()) {
        for (var scope : resource.getScopeLogsList()) {
          for (LogRecord record : scope.getLogRecordsList()) {
            var alone = scope.toBuilder().clearLogRecords().addLogRecords(record);
            var whole = resource.toBuilder().clearScopeLogs().addScopeLogs(alone);
            parts.add(
                new Export.Logs(
                    ExportLogsServiceRequest.newBuilder().addResourceLogs(whole).build()));
          }
        }
      }
    } else if (export instanceof Export.Metrics metrics) {
      for (var resource : metrics.message().getResourceMetricsList()) {
        for (var scope : resource.getScopeMetricsList()) {
          for (Metric metric : scope.getMetricsList()) {
            var alone = scope.toBuilder().clearMetrics().addMetrics(metric);
            var whole = resource.toBuilder().clearScopeMetrics().addScopeMetrics(alone);
            parts.add(
                new Export.Metrics(
                    ExportMetricsServiceRequest.newBuilder().addResourceMetrics(whole).build()));
          }
        }
      }
    }
    return parts.stream();
  }
}
