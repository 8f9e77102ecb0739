package dev.millrace.lake;

import static dev.millrace.lake.LakeFixture.PARTITION;
import static dev.millrace.lake.LakeFixture.landed;
import static dev.millrace.lake.Otlp.NOON;
import static dev.millrace.lake.Otlp.metrics;
import static dev.millrace.lake.Otlp.point;
import static dev.millrace.lake.Otlp.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a caller sees when a pack cannot be converted for a reason that lies in no export, and that
 * nothing changes then. Exports that are to blame are in {@link IsolationTest}.
 */
class LakeWriterFailureTest {

  private static final LandedExport EXPORT = landed(1, metrics(sum(point(NOON, 1))));

  private LakeFixture lake;

  @BeforeEach
  void open(@TempDir Path folder) {
    lake = new LakeFixture(folder);
  }

  @Test
  void passesOnThatStoreIsUnavailable() {
    StoreUnavailableException unavailable =
        new StoreUnavailableException("cannot read raw/x", new IOException());
    PackContent unreadable =
        new PackContent() {
          @Override
          public List<ExportName> names() {
            return List.of(GivenPack.nameOf(EXPORT));
          }

          @Override
          public Iterator<LandedExport> read(int from, int to, Consumer<SetAside> told) {
            throw unavailable;
          }
        };
    assertThatThrownBy(() -> lake.writer().convert(LakeFixture.pack(EXPORT), unreadable))
        .isSameAs(unavailable);
    assertThatNothingIsLeft();
  }

  @Test
  void blamesNoExportWhereNothingCanBeConverted() {
    LakeWriter writer =
        new LakeWriter(
            lake.store(),
            new DuckDbSettings(lake.tempFolder(), 1L << 10, 1L << 10, 1),
            new PointActivity());
    GivenPack pack = GivenPack.of(PARTITION, List.of(EXPORT)).get(0);
    assertThatExceptionOfType(LakeException.class)
        .isThrownBy(() -> writer.convert(pack.pack(), pack))
        .withMessage("cannot convert of acme/2026-03-14, " + pack.pack().name())
        .withCauseInstanceOf(SQLException.class);
    assertThatNothingIsLeft();
  }

  @Test
  void refusesManifestOfAnotherVersion() {
    lake.store()
        .put(
            LakeLayout.manifestKey(PARTITION, LakeFixture.pack(EXPORT).name()),
            "{\"version\":3}".getBytes(StandardCharsets.UTF_8));
    assertThatExceptionOfType(LakeException.class)
        .isThrownBy(() -> lake.write(List.of(EXPORT)))
        .withMessageStartingWith("cannot read the manifest of acme/2026-03-14, metrics-")
        .withStackTraceContaining("has version 1 or 2, but was of 3");
  }

  private void assertThatNothingIsLeft() {
    assertThat(lake.keys()).isEmpty();
    assertThat(lake.tempFolder()).isEmptyDirectory();
  }
}
