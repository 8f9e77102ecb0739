package dev.millrace.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.duckdb.DuckDb;
import dev.millrace.duckdb.DuckDbSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Usage files read back into rows. */
class UsageFileReaderTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  @TempDir Path folder;

  @Test
  void givesTheRowsThatWereWritten() {
    TestUsage ada = new TestUsage(DAY);
    List<UsageRow> rows =
        List.of(
            ada.sessions(1, "s-1", "s, \"2\"").edits(3, 1).row(),
            ada.tokens("opus", 7).cost(5, CostSource.DERIVED).row(),
            ada.tokens("sonnet", Long.MAX_VALUE).team("Größe").row());
    Path file = folder.resolve("usage.parquet");
    new UsageParquet(settings()).write(DAY, rows, file);

    assertThat(new UsageFileReader(settings()).read(DAY, file))
        .containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void takesWhatOlderFilesDoNotSayForNothing() throws SQLException {
    Path file = folder.resolve("old.parquet");
    try (Connection database = DuckDb.open(settings());
        Statement statement = database.createStatement()) {
      statement.execute(
          ("copy (select 'codex' as tool, 'ada' as person, 3::bigint as prompts,"
                  + " 'gone' as column_of_the_past) to '%s' (format parquet)")
              .formatted(file));
    }

    UsageRow row = new UsageFileReader(settings()).read(DAY, file).get(0);

    assertThat(row.tool()).isEqualTo("codex");
    assertThat(row.prompts()).isEqualTo(3);
    assertThat(row.model()).isEmpty();
    assertThat(row.sessionIds()).isEmpty();
    assertThat(row.tokensInput()).isZero();
    assertThat(row.costNanoUsd()).isNull();
  }

  @Test
  void saysWhichDaysFileCannotBeRead() throws Exception {
    Path file = Files.write(folder.resolve("damaged.parquet"), new byte[] {1, 2, 3});

    assertThatThrownBy(() -> new UsageFileReader(settings()).read(DAY, file))
        .isInstanceOf(UsageFailedException.class)
        .hasMessage("the file of usage of 2026-11-20 cannot be read");
  }

  private DuckDbSettings settings() {
    return new DuckDbSettings(folder, "200MB", 1);
  }
}
