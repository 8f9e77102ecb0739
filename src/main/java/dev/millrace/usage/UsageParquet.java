package dev.millrace.usage;

import dev.millrace.PersonNames;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.lake.PersonFunctions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes one day's usage as a Parquet file, the same bytes for the same rows.
 *
 * <p>Columns are those of {@code usage.sql} but for {@code event_date}, which is in the name of the
 * folder, as the organisation is; {@code session_ids} is a list of strings.
 */
public final class UsageParquet {

  /** The columns, in their order. */
  static final String TABLE =
      """
      create table usage (
        tool varchar, person varchar, terminal varchar, model varchar, person_source varchar,
        team varchar, tool_version varchar, sessions bigint, session_ids varchar[],
        session_starts bigint, tokens_input bigint, tokens_output bigint, tokens_cache_read bigint,
        tokens_cache_creation bigint, tokens_cache_creation_1h bigint default 0, tokens_reasoning bigint,
        tokens_unpriced bigint default 0, cost_nano_usd bigint,
        cost_source varchar, price_version varchar, lines_added bigint, lines_removed bigint,
        commits bigint, pull_requests bigint, edits_accepted bigint, edits_rejected bigint,
        edits_accepted_human bigint, edits_rejected_human bigint, active_ms_user bigint,
        active_ms_cli bigint, prompts bigint, tool_calls bigint, tool_calls_failed bigint,
        api_requests bigint, api_errors bigint, latency_count bigint, latency_sum_ms bigint,
        latency_max_ms bigint, first_token_count bigint default 0,
        first_token_sum_ms bigint default 0, first_token_max_ms bigint default 0, latency_le_250 bigint, latency_le_500 bigint,
        latency_le_1000 bigint, latency_le_2500 bigint, latency_le_5000 bigint,
        latency_le_10000 bigint, latency_le_30000 bigint, latency_le_60000 bigint)
      """;

  private static final String OTHERS =
      """
       where not (is_theirs('user.id', person) or is_theirs('', terminal) or is_theirs('', team)
         or is_theirs('', tool_version) or is_theirs('', model)
         or len(list_filter(session_ids, lambda session: is_theirs('', session))) > 0)""";

  private final DuckDbSettings settings;

  /** With these settings, except that it writes with one thread: more would change the bytes. */
  public UsageParquet(DuckDbSettings settings) {
    this.settings = settings.share(1);
  }

  /**
   * Writes the rows of one event date, in any order; none make a file without rows.
   *
   * @param file is replaced if it is there
   * @throws IllegalArgumentException if a row is of another date
   * @throws UsageFailedException if the file cannot be written
   */
  public void write(LocalDate eventDate, List<UsageRow> rows, Path file) {
    rows.forEach(row -> refuseOtherDate(row, eventDate));
    try (DuckDBConnection database = DuckDb.open(settings);
        Statement statement = database.createStatement()) {
      statement.execute(TABLE);
      append(rows, database);
      var unused = write(statement, file);
    } catch (SQLException e) {
      throw new UsageFailedException("usage of " + eventDate + " could not be written", e);
    }
  }

  /**
   * Copies a file without the rows on which the person's name stands.
   *
   * @return how many rows are left
   * @throws UsageFailedException if the one cannot be read or the other not be written
   */
  public long copyWithout(PersonNames person, Path from, Path to) {
    try (DuckDBConnection database = DuckDb.open(settings);
        Statement statement = database.createStatement()) {
      statement.execute(TABLE);
      PersonFunctions.register(database, person);
      statement.execute(
          "insert into usage by name"
              + " select * from read_parquet(%s, hive_partitioning = false)"
                  .formatted(UsageSql.quoted(from.toString()))
              + OTHERS);
      return write(statement, to);
    } catch (SQLException e) {
      throw new UsageFailedException("usage could not be copied without a person", e);
    }
  }

  private static long write(Statement statement, Path file) throws SQLException {
    return statement.executeUpdate(
        "copy (select * from usage order by tool, person, terminal, model) to "
            + UsageSql.quoted(file.toString())
            + " (format parquet, compression zstd)");
  }

  private static void refuseOtherDate(UsageRow row, LocalDate eventDate) {
    if (!row.eventDate().equals(eventDate)) {
      throw new IllegalArgumentException(
          "a usage file holds one event date, "
              + eventDate
              + ", but a row is of "
              + row.eventDate());
    }
  }

  private static void append(List<UsageRow> rows, DuckDBConnection database) throws SQLException {
    try (DuckDBAppender appender = database.createAppender("usage")) {
      for (UsageRow row : rows) {
        appender.beginRow();
        appendIdentity(row, appender);
        appendAmounts(row, appender);
        appendLatency(row.latency(), row.firstToken(), appender);
        appender.endRow();
      }
    }
  }

  private static void appendIdentity(UsageRow row, DuckDBAppender appender) throws SQLException {
    appender
        .append(row.tool())
        .append(row.person())
        .append(row.terminal())
        .append(row.model())
        .append(row.personSource())
        .append(row.team())
        .append(row.toolVersion());
  }

  private static void appendAmounts(UsageRow row, DuckDBAppender appender) throws SQLException {
    appender
        .append(row.sessions())
        .append(row.sessionIds())
        .append(row.sessionStarts())
        .append(row.tokensInput())
        .append(row.tokensOutput())
        .append(row.tokensCacheRead())
        .append(row.tokensCacheCreation())
        .append(row.tokensCacheCreation1h())
        .append(row.tokensReasoning())
        .append(row.tokensUnpriced())
        .append(row.costNanoUsd())
        .append(row.costSource())
        .append(row.priceVersion())
        .append(row.linesAdded())
        .append(row.linesRemoved())
        .append(row.commits())
        .append(row.pullRequests())
        .append(row.editsAccepted())
        .append(row.editsRejected())
        .append(row.editsAcceptedHuman())
        .append(row.editsRejectedHuman())
        .append(row.activeMsUser())
        .append(row.activeMsCli())
        .append(row.prompts())
        .append(row.toolCalls())
        .append(row.toolCallsFailed())
        .append(row.apiRequests())
        .append(row.apiErrors());
  }

  private static void appendLatency(Latency latency, FirstToken first, DuckDBAppender appender)
      throws SQLException {
    appender.append(latency.count()).append(latency.sumMs()).append(latency.maxMs());
    appender.append(first.count()).append(first.sumMs()).append(first.maxMs());
    for (long atMost : latency.atMost()) {
      appender.append(atMost);
    }
  }
}
