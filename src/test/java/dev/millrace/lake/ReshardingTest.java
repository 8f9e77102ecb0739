package dev.millrace.lake;

import static dev.millrace.lake.LakeFixture.PARTITION;
import static dev.millrace.lake.LakeFixture.RECEIVED;
import static dev.millrace.lake.LakeFixture.landed;
import static dev.millrace.lake.Otlp.NOON;
import static dev.millrace.lake.Otlp.metrics;
import static dev.millrace.lake.Otlp.point;
import static dev.millrace.lake.Otlp.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Partition;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day that outgrew its sharding. */
class ReshardingTest {

  private static final List<Shard> SIXTEEN = Shard.forBytes(1L << 28);
  private static final List<LandedExport> EXPORTS =
      IntStream.range(0, 40)
          .mapToObj(
              number ->
                  new LandedExport(
                      "%02x".formatted(number * 6) + "93e07ad4b1c25f8690317de4fa6b2c",
                      metrics(sum(point(NOON, number))),
                      landed(0, metrics()).origin()))
          .toList();

  private LakeFixture lake;

  @BeforeEach
  void open(@TempDir Path folder) {
    lake = new LakeFixture(folder);
    lake.write(Shard.ALL, EXPORTS);
  }

  @Test
  void keepsOnlyTheNewShards() {
    writeSixteen();
    assertThat(LakeFixture.keepOnly(lake.writer(), SIXTEEN)).containsExactly(RECEIVED);
    assertThat(lake.keys()).isNotEmpty().noneMatch(key -> key.contains("-all."));
    assertThat(lake.rows(LakeTable.METRICS, "value_int", "order by value_int"))
        .map(row -> row.get("value_int"))
        .isEqualTo(IntStream.range(0, 40).mapToObj(number -> (Object) (long) number).toList());
  }

  @Test
  void hasNothingToRemoveTheSecondTime() {
    writeSixteen();
    LakeFixture.keepOnly(lake.writer(), SIXTEEN);
    List<String> keys = lake.keys();
    assertThat(LakeFixture.keepOnly(lake.writer(), SIXTEEN)).isEmpty();
    assertThat(lake.keys()).isEqualTo(keys);
  }

  @Test
  void leavesOtherDaysAlone() {
    Partition next = new Partition(PARTITION.org(), RECEIVED.plusDays(1));
    assertThat(lake.writer().keepOnly(next, SIXTEEN)).isEmpty();
    assertThat(lake.rows(LakeTable.METRICS, "value_int", "")).hasSize(40);
  }

  private void writeSixteen() {
    for (Shard shard : SIXTEEN) {
      lake.write(
          shard, EXPORTS.stream().filter(landed -> shard.contains(landed.objectHash())).toList());
    }
  }
}
