package dev.millrace.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.duckdb.DuckDb;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.tools.Measure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine takes of the machine; what it computes is in the tests of usage. */
class DuckDbUsageEngineTest {

  private static final long GB = 1L << 30;
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  @TempDir private Path temp;

  @Test
  void computesMuchActivityForTheMemoryInParts() {
    DuckDbUsageEngine engine =
        new DuckDbUsageEngine(new ActivityFiles(temp).lake(), new DuckDbSettings(temp, GB, GB, 2));

    assertThat(engine.parts(GB / 8 - 1)).isEqualTo(1);
    assertThat(engine.parts(GB / 8)).isEqualTo(2);
    assertThat(engine.parts(GB)).isEqualTo(9);
  }

  /** What is kept has to fit: of a day of 25,000 people that was 15 GB of disk. */
  @Test
  void keepsNoEventsToReadThemTwice() throws SQLException {
    ActivityFiles files = new ActivityFiles(temp);
    files.write(
        UsageOf.ORG, List.of(Facts.ALICE.event(Measure.PROMPTS, "2026-03-04T12:00:00Z", 1)));
    Days days = Days.utc(UsageOf.DAY, UsageOf.DAY);

    assertThat(plan(days))
        .contains("\"CTE Name\": \"repeated\"")
        .doesNotContain("\"CTE Name\": \"events\"");
  }

  /** A join from the right is one that keeps what is on its left; of other joins numbers decide. */
  @Test
  void looksUpTheFewAndKeepsNoneOfTheMany() throws SQLException {
    ActivityFiles files = new ActivityFiles(temp);
    files.write(
        UsageOf.ORG,
        IntStream.range(0, 3000)
            .mapToObj(i -> Facts.ALICE.event(Measure.PROMPTS, NOON.plusMillis(i).toString(), 1))
            .toList());

    assertThat(plan(Days.utc(UsageOf.DAY, UsageOf.DAY)))
        .contains("HASH_JOIN")
        .doesNotContain("\"Join Type\": \"RIGHT\"");
  }

  private String plan(Days days) throws SQLException {
    try (Connection database = DuckDb.open(UsageOf.settings(temp));
        Statement statement = database.createStatement()) {
      statement.execute(DuckDbUsageEngine.AS_WRITTEN);
      statement.execute(
          "create view activity as from read_parquet('%s/store/lake/activity/**/*.parquet')"
              .formatted(temp));
      statement.execute("create table calendar as " + UsageRelations.calendar(days));
      statement.execute("create table range_of_days as " + UsageRelations.rangeOfDays(days));
      statement.execute(
          "create table earlier as " + UsageRelations.earlier("select * from activity", days));
      statement.execute("create table prices as " + UsageRelations.prices(UsageOf.PRICES));
      try (ResultSet plan =
          statement.executeQuery("explain (format json) " + UsageSql.partials())) {
        plan.next();
        return plan.getString("explain_value");
      }
    }
  }
}
