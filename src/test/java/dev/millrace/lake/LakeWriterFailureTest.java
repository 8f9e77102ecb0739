package dev.millrace.lake;

import static dev.millrace.lake.LakeFixture.PARTITION;
import static dev.millrace.lake.LakeFixture.RECEIVED;
import static dev.millrace.lake.LakeFixture.landed;
import static dev.millrace.lake.Otlp.NOON;
import static dev.millrace.lake.Otlp.logs;
import static dev.millrace.lake.Otlp.metrics;
import static dev.millrace.lake.Otlp.point;
import static dev.millrace.lake.Otlp.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.store.StoreUnavailableException;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller sees when a shard cannot be written, and that nothing changes then. */
class LakeWriterFailureTest {

  private static final LandedExport EXPORT = landed(1, metrics(sum(point(NOON, 1))));
  private static final LandedExport LOG = landed(2, logs(LogRecord.getDefaultInstance()));

  private LakeFixture lake;

  @BeforeEach
  void open(@TempDir Path folder) {
    lake = new LakeFixture(folder);
  }

  @Test
  void passesOnThatStoreIsUnavailable() {
    StoreUnavailableException unavailable =
        new StoreUnavailableException("cannot read raw/x", new IOException());
    Iterator<LandedExport> exports =
        Stream.iterate(1, number -> number + 1)
            .map(
                number -> {
                  if (number == 3) {
                    throw unavailable;
                  }
                  return EXPORT;
                })
            .iterator();
    assertThatThrownBy(() -> lake.writer().write(PARTITION, Shard.ALL, exports))
        .isSameAs(unavailable);
    assertThatNothingIsLeft();
  }

  @Test
  void passesOnWhatMappingThrows() {
    IllegalStateException broken = new IllegalStateException("mapping is broken");
    LakeWriter writer =
        lake.writer(
            lake.store(),
            (export, origin, activity) -> {
              throw broken;
            });
    assertThatThrownBy(() -> writer.write(PARTITION, Shard.ALL, List.of(EXPORT).iterator()))
        .isSameAs(broken);
    assertThatNothingIsLeft();
  }

  @Test
  void namesPartitionWhenDuckDbFails() {
    LakeWriter writer =
        new LakeWriter(
            lake.store(),
            new DuckDbSettings(lake.tempFolder(), 1L << 10, 1L << 10, 1),
            new PointActivity());
    assertThatExceptionOfType(LakeException.class)
        .isThrownBy(() -> writer.write(PARTITION, Shard.ALL, List.of(EXPORT).iterator()))
        .withMessage("cannot write the lake of acme/2026-03-14, shard all")
        .withCauseInstanceOf(SQLException.class);
    assertThatNothingIsLeft();
  }

  @Test
  void refusesManifestOfAnotherVersion() {
    lake.store()
        .put(
            LakeLayout.manifestKey(PARTITION, Shard.ALL),
            "{\"version\":2,\"settled\":true,\"files\":[]}".getBytes(StandardCharsets.UTF_8));
    assertThatExceptionOfType(LakeException.class)
        .isThrownBy(() -> lake.write(Shard.ALL, List.of(EXPORT)))
        .withMessage("cannot read the manifest of acme/2026-03-14, shard all")
        .withStackTraceContaining("has version 1, but was of version 2");
  }

  @Test
  void refusesExportOfAnotherShard() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lake.write(new Shard("f"), List.of(EXPORT)))
        .withMessage(
            "exports are those of acme/2026-03-14, shard f, but one was %s, received 2026-03-14",
            EXPORT.objectHash());
    assertThatNothingIsLeft();
  }

  @Test
  void refusesExportOfAnotherDay() {
    Partition other = new Partition(new OrgId("acme"), RECEIVED.plusDays(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lake.writer().write(other, Shard.ALL, List.of(EXPORT).iterator()))
        .withMessageContaining("those of acme/2026-03-15")
        .withMessageContaining("received 2026-03-14");
    assertThatNothingIsLeft();
  }

  @Test
  void refusesSignalThatComesAgain() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lake.write(Shard.ALL, List.of(EXPORT, LOG, EXPORT)))
        .withMessage("exports are grouped by signal, but metrics came again after another");
    assertThatNothingIsLeft();
  }

  private void assertThatNothingIsLeft() {
    assertThat(lake.keys()).isEmpty();
    assertThat(lake.tempFolder()).isEmptyDirectory();
  }
}
