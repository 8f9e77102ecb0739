package dev.millrace.lake;

import static dev.millrace.lake.LakeFixture.landed;
import static dev.millrace.lake.Otlp.NOON;
import static dev.millrace.lake.Otlp.metrics;
import static dev.millrace.lake.Otlp.point;
import static dev.millrace.lake.Otlp.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Activity, written and read back: the table that the usage statement is written for. */
class ActivityTableTest {

  private LakeFixture lake;

  @BeforeEach
  void open(@TempDir Path folder) {
    lake = new LakeFixture(folder);
    lake.write(
        List.of(landed(1, metrics(sum(point(NOON, 9007199254740993L), point(NOON + 1, -1))))));
  }

  @Test
  void hasColumnsOfUsageStatement() {
    assertThat(lake.rows(LakeTable.ACTIVITY, "*", "order by time_ns").get(0).keySet())
        .containsExactly(
            "session_hash",
            "time_ns",
            "start_ns",
            "series_id",
            "row_id",
            "temporality",
            "source",
            "precedence",
            "key_id",
            "owner_id",
            "tool",
            "tool_version",
            "terminal",
            "person",
            "person_source",
            "team",
            "session_id",
            "model",
            "model_sent",
            "measure",
            "qty",
            "context_tokens",
            "tool_name",
            "decision",
            "decision_source",
            "language",
            "query_source",
            "status",
            "duration_ms",
            "first_token_ms",
            "event_date",
            "org");
  }

  @Test
  void keepsValues() {
    assertThat(lake.rows(LakeTable.ACTIVITY, "*", "order by time_ns").get(0))
        .containsEntry("event_date", "2026-03-14")
        .containsEntry("org", "acme")
        .containsEntry("session_hash", 528744567)
        .containsEntry("time_ns", NOON)
        .containsEntry("start_ns", NOON - 1)
        .containsEntry("series_id", -7L)
        .containsEntry("row_id", 0L)
        .containsEntry("temporality", 2)
        .containsEntry("source", "metric")
        .containsEntry("precedence", 0)
        .containsEntry("person", "ann@acme.example")
        .containsEntry("person_source", "email")
        .containsEntry("model", "")
        .containsEntry("measure", "tokens.input")
        .containsEntry("qty", 9007199254740993L)
        .containsEntry("duration_ms", null);
  }
}
