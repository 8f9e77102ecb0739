package dev.millrace.usage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.millrace.duckdb.DuckDb;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.tools.Activity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Activity as the lake's Parquet files, under the folders that name organisation and date. */
final class ActivityFiles {

  private static final String TABLE =
      """
      create table activity (
        time_ns bigint, start_ns bigint, series_id bigint, row_id bigint, temporality integer,
        source varchar, precedence integer, key_id varchar, tool varchar, tool_version varchar, terminal varchar,
        person varchar, person_source varchar, team varchar, session_id varchar, model varchar,
        measure varchar, qty bigint, tool_name varchar, decision varchar, decision_source varchar,
        language varchar, query_source varchar, status varchar, duration_ms bigint)
      """;

  private final Path folder;
  private final String org;
  private final DuckDbSettings settings;

  ActivityFiles(Path folder, String org) {
    this.folder = folder;
    this.org = org;
    this.settings = new DuckDbSettings(folder.resolve("spill"), "512MB", 1);
  }

  /** Writes the rows as what one shard received, a file for each event date. */
  List<Path> write(String shard, List<Activity> activity) {
    Map<LocalDate, List<Activity>> byDate =
        activity.stream().collect(groupingBy(Activity::eventDate, TreeMap::new, toList()));
    List<Path> files = new ArrayList<>();
    byDate.forEach((date, rows) -> files.add(write(date, shard, rows)));
    return files;
  }

  private Path write(LocalDate date, String shard, List<Activity> rows) {
    Path file =
        folder.resolve("org=" + org).resolve("event_date=" + date).resolve(shard + ".parquet");
    try (DuckDBConnection database = DuckDb.open(settings);
        Statement statement = database.createStatement()) {
      Files.createDirectories(file.getParent());
      statement.execute(TABLE);
      try (DuckDBAppender appender = database.createAppender("activity")) {
        for (Activity row : rows) {
          append(row, appender);
        }
      }
      statement.execute("copy activity to '" + file + "' (format parquet)");
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void append(Activity row, DuckDBAppender appender) throws SQLException {
    appender
        .beginRow()
        .append(row.timeNs())
        .append(row.startNs())
        .append(row.seriesId())
        .append(row.rowId())
        .append(row.temporality().code())
        .append(row.source().name().toLowerCase(Locale.ROOT))
        .append(row.precedence())
        .append(row.keyId())
        .append(row.tool())
        .append(row.toolVersion())
        .append(row.terminal())
        .append(row.person())
        .append(row.personSource().name().toLowerCase(Locale.ROOT))
        .append(row.team())
        .append(row.sessionId())
        .append(row.model())
        .append(row.measure().toString())
        .append(row.qty())
        .append(row.toolName())
        .append(row.decision())
        .append(row.decisionSource())
        .append(row.language())
        .append(row.querySource())
        .append(row.status())
        .append(row.durationMs())
        .endRow();
  }
}
