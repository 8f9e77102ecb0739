package dev.millrace.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tools.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a real tool sent, through the real mapping into the lake. What the mapping must make of it
 * is tested with the tools.
 */
class ToolActivityTest {

  private LakeFixture lake;

  @BeforeEach
  void write(@TempDir Path folder) {
    lake = new LakeFixture(folder);
    LakeFixture.write(
        lake.store(),
        lake.writer(lake.store(), new Tools()::activityOf),
        new Capture("claude-code-protobuf-delta").exports());
  }

  @Test
  void quantitiesOfMetricsAreThoseOfTheBodies() {
    List<Map<String, Object>> sums =
        lake.rows(
            LakeTable.ACTIVITY,
            "measure, sum(qty)::bigint as qty",
            "where source = 'metric' and measure similar to '(tokens|lines).*' group by measure order by measure");
    assertThat(sums)
        .containsExactly(
            Map.of("measure", "lines.added", "qty", 24L),
            Map.of("measure", "lines.removed", "qty", 3L),
            Map.of("measure", "tokens.cache_creation", "qty", 20741L),
            Map.of("measure", "tokens.cache_read", "qty", 137701L),
            Map.of("measure", "tokens.input", "qty", 67L),
            Map.of("measure", "tokens.output", "qty", 1482L));
  }

  @Test
  void generalTablesNameTheSameSession() {
    String distinct = "distinct session_id";
    assertThat(lake.rows(LakeTable.LOGS, distinct, ""))
        .hasSize(1)
        .isEqualTo(lake.rows(LakeTable.METRICS, distinct, ""))
        .isEqualTo(lake.rows(LakeTable.ACTIVITY, distinct, ""));
  }
}
