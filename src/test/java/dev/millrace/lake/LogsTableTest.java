package dev.millrace.lake;

import static dev.millrace.lake.LakeFixture.landed;
import static dev.millrace.lake.Otlp.NOON;
import static dev.millrace.lake.Otlp.attribute;
import static dev.millrace.lake.Otlp.hex;
import static dev.millrace.lake.Otlp.integer;
import static dev.millrace.lake.Otlp.list;
import static dev.millrace.lake.Otlp.logs;
import static dev.millrace.lake.Otlp.nanos;
import static dev.millrace.lake.Otlp.string;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Log records, written and read back; the columns that all tables share are with the metrics. */
class LogsTableTest {

  private LakeFixture lake;

  @BeforeEach
  void open(@TempDir Path folder) {
    lake = new LakeFixture(folder);
  }

  @Test
  void keepsEveryField() {
    write(
        LogRecord.newBuilder()
            .setTimeUnixNano(NOON)
            .setObservedTimeUnixNano(-2)
            .setSeverityNumberValue(99)
            .setSeverityText("LOUD")
            .setEventName("turn")
            .setBody(string("nul \u0000, duck 🦆"))
            .setTraceId(hex("0102030405060708090a0b0c0d0e0f10"))
            .setSpanId(hex("1112131415161718"))
            .setFlags(-1)
            .setDroppedAttributesCount(3)
            .addAttributes(attribute("event.name", string("api_request")))
            .addAttributes(attribute("empty", AnyValue.getDefaultInstance()))
            .addAttributes(attribute("tokens", integer(Long.MAX_VALUE)))
            .build());
    assertThat(lake.row(LakeTable.LOGS, "*"))
        .containsEntry("time_ns", NOON)
        .containsEntry("observed_ns", -2L)
        .containsEntry("severity_number", 99)
        .containsEntry("severity_text", "LOUD")
        .containsEntry("event_name", "turn")
        .containsEntry("event", "api_request")
        .containsEntry("body", "nul \u0000, duck 🦆")
        .containsEntry("body_json", null)
        .containsEntry("trace_id", "0102030405060708090a0b0c0d0e0f10")
        .containsEntry("span_id", "1112131415161718")
        .containsEntry("flags", 4294967295L)
        .containsEntry("dropped_attributes_count", 3L)
        .containsEntry("attributes", "{\"empty\":null,\"tokens\":9223372036854775807}")
        .containsEntry("scope_schema_url", null);
  }

  @Test
  void tellsKindsOfBodiesApart() {
    write(
        LogRecord.newBuilder().build(),
        LogRecord.newBuilder().setBody(string("")).build(),
        LogRecord.newBuilder().setBody(AnyValue.getDefaultInstance()).build(),
        LogRecord.newBuilder().setBody(list(attribute("k", Otlp.bytes(1)))).build());
    List<Map<String, Object>> rows =
        lake.rows(LakeTable.LOGS, "body, body_json", "order by ordinal");
    assertThat(rows).map(row -> row.get("body")).containsExactly(null, "", null, null);
    assertThat(rows)
        .map(row -> row.get("body_json"))
        .containsExactly(null, null, "null", "{\"k\":\"AQ==\"}");
  }

  @Test
  void countsRecordForDayOfItsTimeOrAttributeOrObservation() {
    LogRecord.Builder timed = LogRecord.newBuilder().setTimeUnixNano(nanos("2026-03-10T23:59:59Z"));
    LogRecord.Builder observed =
        LogRecord.newBuilder().setObservedTimeUnixNano(nanos("2026-03-12T01:00:00Z"));
    write(
        timed.clone().addAttributes(timestamp("2026-03-11T00:00:00Z")).build(),
        observed.clone().addAttributes(timestamp("2026-03-11T01:00:00+02:00")).build(),
        observed.clone().addAttributes(timestamp("yesterday")).build(),
        observed.clone().addAttributes(timestamp("0001-01-01T00:00:00Z")).build(),
        LogRecord.newBuilder().build());
    assertThat(lake.rows(LakeTable.LOGS, "event_date", "order by ordinal"))
        .map(row -> row.get("event_date"))
        .containsExactly("2026-03-10", "2026-03-10", "2026-03-12", "2026-03-12", "2026-03-14");
  }

  @Test
  @Tag("R-61")
  void takesTheLastOfATimestampThatComesTwice() {
    write(
        LogRecord.newBuilder()
            .addAttributes(timestamp("2026-03-12T08:00:00Z"))
            .addAttributes(timestamp("2026-03-13T08:00:00Z"))
            .build());
    assertThat(lake.row(LakeTable.LOGS, "event_date")).containsEntry("event_date", "2026-03-13");
  }

  private static KeyValue timestamp(String value) {
    return attribute("event.timestamp", string(value));
  }

  private void write(LogRecord... records) {
    lake.write(List.of(landed(1, logs(records))));
  }
}
