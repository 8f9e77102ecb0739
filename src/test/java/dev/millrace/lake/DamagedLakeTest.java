package dev.millrace.lake;

import static dev.millrace.lake.LakeFixture.PARTITION;
import static dev.millrace.lake.LakeFixture.RECEIVED;
import static dev.millrace.lake.LakeFixture.landed;
import static dev.millrace.lake.Otlp.NOON;
import static dev.millrace.lake.Otlp.metrics;
import static dev.millrace.lake.Otlp.point;
import static dev.millrace.lake.Otlp.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts where packs or manifests were damaged after they had counted. */
class DamagedLakeTest {

  private static final List<LandedExport> EXPORTS =
      IntStream.range(1, 6)
          .mapToObj(number -> landed(number, metrics(sum(point(NOON, number)))))
          .toList();

  private final GivenPack pack = GivenPack.of(PARTITION, EXPORTS).get(0);

  private LakeFixture lake;
  private LakeDays days;

  @BeforeEach
  void write(@TempDir Path folder) {
    lake = new LakeFixture(folder);
    days = new LakeDays(lake.store());
    lake.write(EXPORTS);
  }

  @Test
  void keepsWhatWasMadeOfPackThatIsDamagedSince() {
    Map<String, List<Byte>> before = lake.objects();

    days.distrustAll(PARTITION);
    PackManifest manifest = lake.writer().convert(pack.pack(), damaged(2));

    SetAside kept = new SetAside(name(2), SetAside.Reason.KEPT);
    assertThat(manifest.setAside()).containsExactly(kept);
    count(manifest);
    assertThat(days.setAside(PARTITION)).containsExactly(kept);
    before.keySet().removeIf(key -> key.startsWith("lake/manifests/"));
    assertThat(lake.objects()).containsAllEntriesOf(before);
  }

  @Test
  void keepsItHoweverOftenThatIsTriedAndTakesItAnewOnceItIsRepaired() {
    Map<String, List<Byte>> before = lake.objects();
    for (int times = 0; times < 3; times++) {
      days.distrustAll(PARTITION);
      count(lake.writer().convert(pack.pack(), damaged(2)));
      days.distrustIncomplete(PARTITION);
      PackManifest manifest = lake.writer().convert(pack.pack(), damaged(2, 4));
      count(manifest);
      assertThat(manifest.setAside()).hasSize(2);
    }

    days.distrustIncomplete(PARTITION);
    count(lake.writer().convert(pack.pack(), pack));

    assertThat(lake.objects()).isEqualTo(before);
  }

  @Test
  void leavesOutWhatIsDamagedWhereItsFilesAreGoneToo() {
    lake.keys().stream().filter(key -> key.endsWith(".parquet")).forEach(lake.store()::delete);

    days.distrustIncomplete(PARTITION);
    PackManifest manifest = lake.writer().convert(pack.pack(), damaged(2));

    assertThat(manifest.setAside()).containsExactly(new SetAside(name(2), SetAside.Reason.DAMAGED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{\"version\":2}", "{\"version\":\"x\"}", "\0\0"})
  void makesAnewWhatHasDamagedManifest(String text) {
    Map<String, List<Byte>> before = lake.objects();
    for (String key : lake.keys()) {
      if (key.startsWith("lake/manifests/") && key.contains(pack.pack().name())) {
        lake.store().put(key, text.getBytes(StandardCharsets.UTF_8));
      }
    }

    lake.write(EXPORTS);

    assertThat(lake.objects()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{\"version\":1}", "\0\0"})
  void makesAnewManifestOfDay(String text) {
    Map<String, List<Byte>> before = lake.objects();
    lake.store().put(LakeLayout.manifestKey(PARTITION), text.getBytes(StandardCharsets.UTF_8));
    Lake reader = new Lake(lake.store());

    assertThat(reader.outdated(PARTITION.org(), RECEIVED, RECEIVED)).containsExactly(RECEIVED);
    assertThatExceptionOfType(LakeException.class)
        .isThrownBy(() -> reader.activityKeys(PARTITION.org(), RECEIVED, RECEIVED));
    assertThat(lake.write(EXPORTS)).containsExactly(RECEIVED);

    assertThat(lake.objects()).isEqualTo(before);
    assertThat(reader.activityKeys(PARTITION.org(), RECEIVED, RECEIVED)).hasSize(1);
  }

  @Test
  void leavesNoFileOfPackThatIsGoneWithItsManifestDamaged() {
    lake.store()
        .put(
            LakeLayout.manifestKey(PARTITION, pack.pack().name()),
            "damaged".getBytes(StandardCharsets.UTF_8));

    lake.write(EXPORTS.subList(0, 4));

    assertThat(lake.keys()).noneMatch(key -> key.contains(pack.pack().name()));
  }

  private void count(PackManifest manifest) {
    days.count(PARTITION, Map.of(pack.pack(), manifest), List.of(), "");
    days.tidy(PARTITION);
    days.settle(PARTITION, List.of(RECEIVED));
  }

  private String name(int at) {
    return pack.names().get(at).toString();
  }

  /** The pack, of which these can no longer be read. */
  private PackContent damaged(Integer... numbers) {
    return new PackContent() {
      @Override
      public List<ExportName> names() {
        return pack.names();
      }

      @Override
      public Iterator<LandedExport> read(int from, int to, Consumer<SetAside> unreadable) {
        List<Integer> gone = List.of(numbers);
        IntStream.range(from, to)
            .filter(gone::contains)
            .forEach(at -> unreadable.accept(new SetAside(name(at), SetAside.Reason.DAMAGED)));
        return IntStream.range(from, to)
            .filter(at -> !gone.contains(at))
            .mapToObj(at -> pack.exports().get(at))
            .toList()
            .iterator();
      }
    };
  }
}
