package dev.millrace.lake;

import static dev.millrace.lake.LakeFixture.PARTITION;
import static dev.millrace.lake.LakeFixture.landed;
import static dev.millrace.lake.Otlp.NOON;
import static dev.millrace.lake.Otlp.attribute;
import static dev.millrace.lake.Otlp.logs;
import static dev.millrace.lake.Otlp.metrics;
import static dev.millrace.lake.Otlp.point;
import static dev.millrace.lake.Otlp.string;
import static dev.millrace.lake.Otlp.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.KeyId;
import dev.millrace.duckdb.DuckDbSettings;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a person in files whose landed objects are gone. */
class LakeErasureTest {

  private static final ErasedPerson ANN = new ErasedPerson(Set.of(), Set.of("Ann@acme.example"));

  private LakeFixture lake;
  private LakeErasure erasure;

  @BeforeEach
  void open(@TempDir Path folder) {
    lake = new LakeFixture(folder);
    erasure = new LakeErasure(lake.store(), new DuckDbSettings(lake.tempFolder(), "256MB", 2));
  }

  @Test
  void takesOutRecordsOfTheirResourceAndThoseThatNameThemAndLeavesOthers() {
    lake.write(
        Shard.ALL,
        List.of(
            landed(
                1,
                logs(
                    log("nobody"),
                    log("bob", "user.email", "bob@acme.example"),
                    log("both", "user.email", "bob@acme.example", "by", " ANN@acme.example")))));

    assertThat(erasure.erase(PARTITION, ANN)).isEqualTo(2);

    Map<String, Object> left = lake.row(LakeTable.LOGS, "body, resource_attributes");
    assertThat(left).containsEntry("body", "bob");
    assertThat((String) left.get("resource_attributes"))
        .isEqualTo(
            "{\"service.name\":\"demo-agent\",\"service.version\":\"1.2.3\",\"user.email\":null}");
  }

  @Test
  void takesOutWhatTheirKeysBroughtAndFilesOfWhichNothingIsLeft() {
    lake.write(Shard.ALL, List.of(landed(1, metrics(sum(point(NOON, 1), point(NOON - 1, 2))))));

    long records =
        erasure.erase(PARTITION, new ErasedPerson(Set.of(new KeyId("key000000001")), Set.of("x")));

    assertThat(records).isEqualTo(2);
    assertThat(lake.keys()).containsExactly(LakeLayout.manifestKey(PARTITION, Shard.ALL));
  }

  @Test
  void saysInTheManifestWhatIsLeft() {
    lake.write(Shard.ALL, List.of(landed(1, logs(log("nobody"), log("b", "user.email", "b@x")))));

    assertThat(erasure.erase(PARTITION, ANN)).isEqualTo(1);
    assertThat(erasure.erase(PARTITION, ANN)).isZero();

    Manifest manifest = new Manifests(lake.store()).read(PARTITION, Shard.ALL);
    assertThat(manifest.settled()).isTrue();
    assertThat(manifest.files()).extracting(Manifest.File::rows).containsExactly(1L);
  }

  @Test
  void leavesRowsAsTheyAreWhereThePersonIsNot() {
    lake.write(
        Shard.ALL, List.of(landed(1, logs(log("a"), log("b", "user.email", "b@x", "empty", "")))));
    List<Map<String, Object>> before = lake.rows(LakeTable.LOGS, "*", "");

    erasure.erase(PARTITION, new ErasedPerson(Set.of(), Set.of("eve@acme.example", "i'm", " ")));

    assertThat(lake.rows(LakeTable.LOGS, "*", "")).isEqualTo(before);
  }

  private static LogRecord log(String body, String... attributes) {
    LogRecord.Builder log = LogRecord.newBuilder().setTimeUnixNano(NOON).setBody(string(body));
    for (int i = 0; i < attributes.length; i += 2) {
      log.addAttributes(attribute(attributes[i], string(attributes[i + 1])));
    }
    return log.build();
  }
}
