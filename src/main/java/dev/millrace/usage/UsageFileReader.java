package dev.millrace.usage;

import static dev.millrace.usage.UsageSql.quoted;

import dev.millrace.duckdb.DuckDb;
import dev.millrace.duckdb.DuckDbSettings;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link UsageParquet} has written, by this version or an earlier one: a column that a
 * file does not have yet is 0 or empty in it.
 */
final class UsageFileReader {

  private static final String SESSION_IDS = "session_ids";
  private static final String MAY_BE_UNKNOWN = "cost_nano_usd";

  private final DuckDbSettings settings;

  UsageFileReader(DuckDbSettings settings) {
    this.settings = settings.share(1);
  }

  /**
   * The rows of a file.
   *
   * @param eventDate whose usage it is, which only its key says
   * @throws UsageFailedException if it cannot be read
   */
  List<UsageRow> read(LocalDate eventDate, Path file) {
    try (Connection database = DuckDb.open(settings);
        Statement statement = database.createStatement()) {
      statement.execute(UsageParquet.TABLE);
      return rows(statement, eventDate, file);
    } catch (SQLException e) {
      throw new UsageFailedException("the file of usage of " + eventDate + " cannot be read", e);
    }
  }

  private static List<UsageRow> rows(Statement statement, LocalDate eventDate, Path file)
      throws SQLException {
    String sql =
        "select date '%s' as event_date, * from (select * from usage union all by name"
                .formatted(eventDate)
            + " select * from read_parquet(%s, hive_partitioning = false))"
                .formatted(quoted(file.toString()));
    List<UsageRow> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(new UsageFields(texts(result), sessionIds(result.getArray(SESSION_IDS))).row());
      }
    }
    return rows;
  }

  private static Map<String, String> texts(ResultSet result) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    Map<String, String> texts = new HashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnName(i);
      String text = result.getString(i);
      if (text != null) {
        texts.put(name, text);
      } else if (!name.equals(MAY_BE_UNKNOWN)) {
        texts.put(name, columns.getColumnType(i) == Types.BIGINT ? "0" : "");
      }
    }
    return texts;
  }

  private static List<String> sessionIds(@Nullable Array ids) throws SQLException {
    return ids == null
        ? List.of()
        : Arrays.stream((Object[]) ids.getArray()).map(Object::toString).toList();
  }
}
