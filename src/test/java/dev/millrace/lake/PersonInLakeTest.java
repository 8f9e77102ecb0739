package dev.millrace.lake;

import static dev.millrace.lake.LakeFixture.PARTITION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Signal;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.otlp.PersonPlaced;
import dev.millrace.otlp.RandomExports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person in any place of what landed, of which there is the lake alone. */
class PersonInLakeTest {

  @ParameterizedTest
  @EnumSource
  void leavesNothingOfThePersonAndAllRowsOfOthers(Signal signal, @TempDir Path folder) {
    LakeFixture lake = new LakeFixture(folder);
    PersonPlaced placed = new PersonPlaced(3);
    List<LandedExport> exports = new ArrayList<>();
    for (int seed = 0; seed < 120; seed++) {
      exports.add(LakeFixture.landed(1 + seed, placed.in(RandomExports.of(signal, seed))));
      exports.add(LakeFixture.landed(1001 + seed, RandomExports.of(signal, 1000 + seed)));
    }
    lake.write(exports);
    LakeTable table = LakeTable.of(signal);
    String others =
        "where object_hash in ('%s') order by all"
            .formatted(
                String.join(
                    "', '",
                    exports.stream()
                        .filter(export -> exports.indexOf(export) % 2 == 1)
                        .map(LandedExport::objectHash)
                        .toList()));
    List<Map<String, Object>> before = lake.rows(table, "*", others);
    assertThat(isIn(lake.rows(table, "*", ""))).isTrue();

    LakeErasure erasure =
        new LakeErasure(lake.store(), new DuckDbSettings(lake.tempFolder(), "256MB", 2));
    LakeErasure.Erased erased =
        erasure.erase(PARTITION, new ErasedPerson(Set.of(), PersonPlaced.PERSON));

    assertThat(erased.changed()).isTrue();
    assertThat(lake.rows(table, "*", "").stream().filter(row -> isIn(List.of(row)))).isEmpty();
    assertThat(lake.rows(table, "*", others)).isEqualTo(before);
  }

  private static boolean isIn(List<Map<String, Object>> rows) {
    return PersonPlaced.isIn(rows.toString());
  }
}
