package dev.millrace.lake;

import static dev.millrace.lake.LakeFixture.PARTITION;
import static dev.millrace.lake.LakeFixture.landed;
import static dev.millrace.lake.Otlp.NOON;
import static dev.millrace.lake.Otlp.logs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Signal;
import dev.millrace.duckdb.DuckDbSettings;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not fit into memory spills; what cannot spill is small. */
class ConversionMemoryTest {

  private static final int EXPORTS = 130;
  private static final int RECORDS = 1000;
  private static final int BYTES = 700;

  @TempDir private Path folder;

  @Test
  void writesPackOfWideRowsWithLittleMemory() {
    LakeFixture lake = new LakeFixture(folder);
    List<ExportName> names =
        IntStream.range(0, EXPORTS).mapToObj(i -> GivenPack.nameOf(landed(i + 1, logs()))).toList();
    PackContent wide =
        new PackContent() {
          @Override
          public List<ExportName> names() {
            return names;
          }

          @Override
          public Iterator<LandedExport> read(int from, int to, Consumer<SetAside> unreadable) {
            return wideRows();
          }
        };
    LakePack pack = new LakePack(PARTITION, Signal.LOGS, "0".repeat(32), "1", BYTES);

    PackManifest manifest = writer(lake, "320MB").convert(pack, wide);

    assertThat(manifest.setAside()).isEmpty();
    assertThat(lake.rows(LakeTable.LOGS, "count(*)::int as rows", ""))
        .containsExactly(Map.of("rows", EXPORTS * RECORDS));
  }

  @ParameterizedTest
  @CsvSource({"64MB, 1", "799MB, 1", "800MB, 2", "1GB, 2", "4GB, 10"})
  void writesAsManyPacksAtOnceAsThereIsMemoryFor(String memory, int packs) {
    assertThat(writer(new LakeFixture(folder), memory).mostAtOnce()).isEqualTo(packs);
  }

  private LakeWriter writer(LakeFixture lake, String memory) {
    return new LakeWriter(
        lake.store(), new DuckDbSettings(lake.tempFolder(), memory, 1), new PointActivity());
  }

  /** Bodies that compress little, made as they are read. */
  private static Iterator<LandedExport> wideRows() {
    Random random = new Random(1);
    return IntStream.range(0, EXPORTS)
        .mapToObj(
            number ->
                landed(
                    number + 1,
                    logs(
                        IntStream.range(0, RECORDS)
                            .mapToObj(i -> record(random))
                            .toArray(LogRecord[]::new))))
        .iterator();
  }

  private static LogRecord record(Random random) {
    StringBuilder text = new StringBuilder(BYTES);
    random.ints(BYTES, ' ', '~').forEach(text::appendCodePoint);
    return LogRecord.newBuilder()
        .setTimeUnixNano(NOON + random.nextInt())
        .setBody(AnyValue.newBuilder().setStringValue(text.toString()))
        .build();
  }
}
