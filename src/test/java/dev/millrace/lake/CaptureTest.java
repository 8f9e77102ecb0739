package dev.millrace.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real SDKs sent, in the lake, against the books of what they had recorded. */
class CaptureTest {

  private static final String CUMULATIVE = "sdk-java-protobuf-cumulative";
  private static final String DELTA = "sdk-js-protobuf-delta-gzip";

  private LakeFixture lake;

  @BeforeEach
  void open(@TempDir Path folder) {
    lake = new LakeFixture(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {CUMULATIVE, DELTA})
  void everyRecordIsARow(String name) {
    Capture capture = write(name);
    assertThat(lake.rows(LakeTable.METRICS, "ordinal", "")).hasSize(capture.decoded("dataPoints"));
    assertThat(lake.rows(LakeTable.LOGS, "ordinal", "")).hasSize(capture.decoded("logRecords"));
    assertThat(lake.rows(LakeTable.SPANS, "ordinal", "")).hasSize(capture.decoded("spans"));
  }

  @Test
  void cumulativeTotalsAreExact() {
    write(CUMULATIVE);
    String series = "metric_name, model, session_id, user_id, attributes, start_ns";
    List<Map<String, Object>> totals =
        lake.rows(
            LakeTable.METRICS,
            "metric_name, value_int, value_double, sum, count",
            "qualify row_number() over (partition by " + series + " order by time_ns desc) = 1");
    // Three times 2^53 + 1, and six series of three sessions.
    assertThat(whole(totals, "demo.tokens")).isEqualTo(3 * 9007199254740993L + 1494312);
    assertThat(whole(totals, "demo.threads")).isEqualTo(6);
    assertThat(real(totals, "demo.cpu.time", "value_double")).isEqualTo(4.5);
    assertThat(real(totals, "demo.latency", "sum")).isEqualTo(31003.5);
    assertThat(real(totals, "demo.latency.exp", "count")).isEqualTo(18);
  }

  @Test
  void deltaTotalsAreExact() {
    write(DELTA);
    List<Map<String, Object>> points = lake.rows(LakeTable.METRICS, "*", "");
    assertThat(whole(points, "demo.tokens")).isEqualTo(1494312);
    assertThat(real(points, "demo.cpu.time", "value_double")).isEqualTo(4.5);
    assertThat(real(points, "demo.latency", "sum")).isEqualTo(31003.5);
    assertThat(real(points, "demo.latency.exp", "count")).isEqualTo(18);
  }

  @Test
  void bucketsAddUpToCount() {
    write(CUMULATIVE);
    assertThat(
            lake.rows(
                LakeTable.METRICS,
                "count, list_sum(bucket_counts::bigint[])::bigint as counted",
                "where kind = 'histogram'"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.get("counted")).isEqualTo(row.get("count")));
  }

  @Test
  void exemplarsLeadToSpans() {
    write(CUMULATIVE);
    List<String> spans =
        lake.rows(LakeTable.SPANS, "span_id", "").stream()
            .map(row -> String.valueOf(row.get("span_id")))
            .toList();
    assertThat(
            lake.rows(
                LakeTable.METRICS,
                "unnest(json_extract_string(exemplars, '$[*].span_id')) as span_id",
                "where exemplars is not null"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(spans).contains(String.valueOf(row.get("span_id"))));
  }

  private Capture write(String name) {
    Capture capture = new Capture(name);
    lake.write(capture.exports());
    return capture;
  }

  private static long whole(List<Map<String, Object>> rows, String metric) {
    return rows.stream()
        .filter(row -> metric.equals(row.get("metric_name")))
        .mapToLong(row -> number(row, "value_int").longValue())
        .sum();
  }

  private static double real(List<Map<String, Object>> rows, String metric, String column) {
    return rows.stream()
        .filter(row -> metric.equals(row.get("metric_name")))
        .mapToDouble(row -> number(row, column).doubleValue())
        .sum();
  }

  private static Number number(Map<String, Object> row, String column) {
    return (Number) Objects.requireNonNull(row.get(column), column);
  }
}
