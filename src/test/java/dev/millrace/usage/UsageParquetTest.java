package dev.millrace.usage;

import static dev.millrace.tools.Measure.COST_NANO_USD;
import static dev.millrace.tools.Measure.PROMPTS;
import static dev.millrace.tools.Measure.TOKENS_INPUT;
import static dev.millrace.usage.Facts.ALICE;
import static dev.millrace.usage.UsageOf.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.PersonNames;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.duckdb.DuckDbSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of one day's usage, read back column by column. */
class UsageParquetTest {

  @TempDir Path temp;
  private DuckDbSettings settings;
  private List<UsageRow> rows;

  @BeforeEach
  void compute() {
    settings = new DuckDbSettings(temp, "512MB", 2);
    rows =
        new UsageOf(temp)
            .onTheDay(
                ALICE.event(PROMPTS, "2026-03-04T09:00:00Z", 1),
                ALICE.in("s2").event(PROMPTS, "2026-03-04T09:00:00Z", 1),
                ALICE.delta(TOKENS_INPUT, "2026-03-04T09:00:00Z", 100),
                ALICE.with("opus").delta(TOKENS_INPUT, "2026-03-04T09:00:00Z", 7),
                ALICE.delta(COST_NANO_USD, "2026-03-04T09:00:00Z", 12));
  }

  @Test
  void holdsEveryColumnOfEveryRow() throws IOException, SQLException {
    assertThat(read(written("usage.parquet", rows))).isEqualTo(rows).hasSize(3);
  }

  @Test
  void hasTheColumnsOfTheDatabase() throws IOException, SQLException {
    List<String> columns = new ArrayList<>(UsageColumns.NAMES);
    columns.removeAll(List.of("org", "event_date", "computed_at", "received_to"));
    assertThat(columns(written("usage.parquet", rows))).isEqualTo(columns).hasSize(49);
  }

  @Test
  void isTheSameBytesForTheSameRows() throws IOException {
    List<UsageRow> shuffled = new ArrayList<>(rows);
    Collections.reverse(shuffled);
    assertThat(written("one.parquet", rows))
        .hasSameBinaryContentAs(written("other.parquet", shuffled));
  }

  @Test
  void isWrittenWithoutRowsToo() throws IOException, SQLException {
    assertThat(read(written("empty.parquet", List.of()))).isEmpty();
  }

  @Test
  void isWithoutPeopleAsIfTheyHadNeverBeen() throws IOException {
    TestUsage nobodys = new TestUsage(DAY).by("unattributed");
    TestUsage bobs = new TestUsage(DAY).by("bob@example.com").tokens("opus", 7);
    TestUsage of17 = new TestUsage(DAY).by("I-17");
    Path all = written("all.parquet", List.of(nobodys.row(), of17.row(), bobs.row()));
    Path left = temp.resolve("left.parquet");

    PersonNames person = new PersonNames(Set.of("i-17", "unattributed"));
    long count = new UsageParquet(settings).copyWithout(person, all, left);

    assertThat(count).isEqualTo(2);
    assertThat(left)
        .hasSameBinaryContentAs(written("others.parquet", List.of(bobs.row(), nobodys.row())));
  }

  @Test
  void refusesRowsOfAnotherDate() {
    assertThatThrownBy(
            () -> new UsageParquet(settings).write(DAY.plusDays(1), rows, temp.resolve("x")))
        .hasMessage("a usage file holds one event date, 2026-03-05, but a row is of 2026-03-04");
  }

  private Path written(String name, List<UsageRow> usage) throws IOException {
    Path file = temp.resolve("usage/org=acme/event_date=" + DAY).resolve(name);
    Files.createDirectories(file.getParent());
    new UsageParquet(settings).write(DAY, usage, file);
    return file;
  }

  private List<String> columns(Path file) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Connection database = DuckDb.open(settings);
        Statement statement = database.createStatement();
        ResultSet result =
            statement.executeQuery(
                "describe select * from read_parquet('" + file + "', hive_partitioning = false)")) {
      while (result.next()) {
        columns.add(result.getString("column_name"));
      }
    }
    return columns;
  }

  private List<UsageRow> read(Path file) throws SQLException {
    List<UsageRow> read = new ArrayList<>();
    try (Connection database = DuckDb.open(settings);
        Statement statement = database.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select * from read_parquet('"
                    + file
                    + "', hive_partitioning = true, hive_types_autocast = false)")) {
      while (result.next()) {
        read.add(new UsageResult(result).row());
      }
    }
    return read;
  }
}
