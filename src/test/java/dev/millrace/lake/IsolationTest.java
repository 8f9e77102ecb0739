package dev.millrace.lake;

import static dev.millrace.lake.LakeFixture.PARTITION;
import static dev.millrace.lake.LakeFixture.landed;
import static dev.millrace.lake.Otlp.NOON;
import static dev.millrace.lake.Otlp.metrics;
import static dev.millrace.lake.Otlp.point;
import static dev.millrace.lake.Otlp.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.otlp.Export;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports that cannot be converted are set aside by name, and all others count. */
class IsolationTest {

  private static final int EXPORTS = 50;

  /** Whatever a mapping, DuckDB or the machine may do about an export. */
  private static final List<Supplier<Throwable>> FAULTS =
      List.of(
          () -> new IllegalStateException("the mapping is broken"),
          () -> new OutOfMemoryError("Java heap space"),
          StackOverflowError::new,
          () -> new ClassCastException());

  private LakeFixture lake;

  @BeforeEach
  void open(@TempDir Path folder) {
    lake = new LakeFixture(folder);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void setsAsideWhicheverFail(int seed) {
    Random random = new Random(seed);
    Set<Integer> poison =
        IntStream.range(0, seed)
            .map(i -> random.nextInt(EXPORTS))
            .boxed()
            .collect(Collectors.toSet());
    Supplier<Throwable> fault = FAULTS.get(seed % FAULTS.size());
    LakeWriter writer =
        lake.writer(
            lake.store(),
            (export, origin, activity) -> {
              if (poison.contains((int) PointActivity.value(export))) {
                throw IsolationTest.<RuntimeException>sneaky(fault.get());
              }
              new PointActivity().activityOf(export, origin, activity);
            });
    List<LandedExport> exports = exports();
    LakeFixture.write(lake.store(), writer, exports);

    assertThat(lake.rows(LakeTable.METRICS, "value_int", "")).hasSize(EXPORTS - poison.size());
    assertThat(lake.rows(LakeTable.ACTIVITY, "qty", "")).hasSize(EXPORTS - poison.size());
    assertThat(new LakeDays(lake.store()).setAside(PARTITION))
        .extracting(SetAside::export)
        .containsExactlyElementsOf(
            new TreeSet<>(
                poison.stream().map(i -> GivenPack.nameOf(exports.get(i)).toString()).toList()));
    assertThat(lake.tempFolder()).isEmptyDirectory();
  }

  @Test
  void makesTheBytesThatTheOthersAloneMake(@TempDir Path other) {
    List<LandedExport> exports = exports();
    GivenPack whole = GivenPack.of(PARTITION, exports).get(0);
    LakeWriter writer =
        lake.writer(
            lake.store(),
            (export, origin, activity) -> {
              if (PointActivity.value(export) == 7) {
                throw new IllegalStateException("the mapping is broken");
              }
              new PointActivity().activityOf(export, origin, activity);
            });
    writer.convert(whole.pack(), whole);

    LakeFixture clean = new LakeFixture(other);
    List<LandedExport> others = new ArrayList<>(exports);
    others.remove(7);
    clean.writer().convert(whole.pack(), new GivenPack(whole.pack(), others));

    assertThat(parquet(lake)).isEqualTo(parquet(clean));
  }

  @Test
  void setsAsideWhatCannotBeRead() {
    GivenPack whole = GivenPack.of(PARTITION, exports()).get(0);
    SetAside damaged = new SetAside(whole.names().get(3).toString(), SetAside.Reason.DAMAGED);
    PackContent content =
        new PackContent() {
          @Override
          public List<ExportName> names() {
            return whole.names();
          }

          @Override
          public Iterator<LandedExport> read(int from, int to, Consumer<SetAside> unreadable) {
            List<LandedExport> some = new ArrayList<>(whole.exports().subList(from, to));
            some.remove(3);
            unreadable.accept(damaged);
            return some.iterator();
          }
        };

    PackManifest manifest = lake.writer().convert(whole.pack(), content);

    assertThat(manifest.setAside()).containsExactly(damaged);
    assertThat(lake.rows(LakeTable.METRICS, "value_int", "")).hasSize(EXPORTS - 1);
  }

  @Test
  void triesAgainWhatWasSetAsideOnceItIsDistrusted() {
    LakeWriter broken =
        lake.writer(
            lake.store(),
            (export, origin, activity) -> {
              throw new IllegalStateException("the mapping is broken");
            });
    List<LandedExport> exports = exports();
    LakeFixture.write(lake.store(), broken, exports);
    assertThat(new LakeDays(lake.store()).setAside(PARTITION)).hasSize(EXPORTS);
    lake.write(exports);
    assertThat(new LakeDays(lake.store()).setAside(PARTITION)).hasSize(EXPORTS);

    new LakeDays(lake.store()).distrustIncomplete(PARTITION);

    assertThat(lake.write(exports)).isNotEmpty();
    assertThat(new LakeDays(lake.store()).setAside(PARTITION)).isEmpty();
    assertThat(lake.rows(LakeTable.METRICS, "value_int", "")).hasSize(EXPORTS);
  }

  @Test
  void takesUpWhatHadAnUnknownKeyOnceThatIsKnown() {
    GivenPack whole = GivenPack.of(PARTITION, exports()).get(0);
    PackContent unknown =
        new PackContent() {
          @Override
          public List<ExportName> names() {
            return whole.names();
          }

          @Override
          public Iterator<LandedExport> read(int from, int to, Consumer<SetAside> unreadable) {
            unreadable.accept(new SetAside(names().get(0).toString(), SetAside.Reason.UNKNOWN_KEY));
            return whole.exports().subList(1, EXPORTS).iterator();
          }
        };

    assertThat(lake.writer().convert(whole.pack(), unknown).setAside()).hasSize(1);
    assertThat(lake.writer().convert(whole.pack(), whole).setAside()).isEmpty();
  }

  @Test
  void goesThroughRowsThatRepeatMuch() {
    DuckDbSettings little = new DuckDbSettings(lake.tempFolder(), "400MB", 1);
    LakeWriter writer = new LakeWriter(lake.store(), little, new PointActivity());
    GivenPack given = GivenPack.of(PARTITION, List.of(landed(1, repeating(60_000, 2048)))).get(0);
    LakePack pack = new LakePack(PARTITION, given.pack().signal(), given.pack().id(), "1", 60_000);

    PackManifest manifest = writer.convert(pack, given);

    assertThat(manifest.setAside()).isEmpty();
    assertThat(manifest.files()).extracting(PackManifest.File::rows).containsExactly(2048L);
  }

  /** Records below a resource that each row repeats. */
  private static Export repeating(int bytes, int records) {
    var request = ExportLogsServiceRequest.newBuilder();
    var logs = request.addResourceLogsBuilder();
    logs.getResourceBuilder().addAttributes(Otlp.attribute("note", Otlp.string("x".repeat(bytes))));
    logs.addScopeLogsBuilder()
        .addAllLogRecords(Collections.nCopies(records, LogRecord.getDefaultInstance()));
    return new Export.Logs(request.build());
  }

  private static List<LandedExport> exports() {
    return IntStream.range(0, EXPORTS)
        .mapToObj(number -> landed(number, metrics(sum(point(NOON, number)))))
        .toList();
  }

  private static List<Object> parquet(LakeFixture lake) {
    return lake.objects().entrySet().stream()
        .filter(object -> object.getKey().endsWith(".parquet"))
        .<Object>map(object -> object)
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T sneaky(Throwable any) throws T {
    throw (T) any;
  }
}
