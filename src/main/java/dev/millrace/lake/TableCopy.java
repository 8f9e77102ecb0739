package dev.millrace.lake;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunctionBuilder;

/**
 * Writes rows as a table's Parquet files, one per event date, sorted.
 *
 * @param folder an existing folder; the files come into one of the table's name
 */
record TableCopy(DuckDBConnection database, Path folder) {

  /**
   * Writes the rows.
   *
   * @throws RuntimeException what the rows threw, if they did
   */
  <R> List<ParquetFile> copy(TableSchema<R> schema, Iterator<R> rows) throws SQLException {
    RowsFunction<R> function = new RowsFunction<>(schema, rows);
    String name = "landed_" + schema.table();
    try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
      builder.withName(name).withFunction(function).register(database);
    }
    try (Statement statement = database.createStatement();
        ResultSet written = statement.executeQuery(statement(schema, name))) {
      return onePerEventDate(files(schema.table(), written));
    } catch (SQLException e) {
      function.rethrow(e);
      throw e;
    }
  }

  private String statement(TableSchema<?> schema, String function) {
    return """
        copy (select * from %s() order by %s) to '%s'
        (format parquet, compression zstd, partition_by (%s), return_stats)
        """
        .formatted(
            function,
            schema.orderBy(),
            folder.resolve(schema.table().toString()).toString().replace("'", "''"),
            TableSchema.EVENT_DATE);
  }

  private static List<ParquetFile> files(LakeTable table, ResultSet written) throws SQLException {
    List<ParquetFile> files = new ArrayList<>();
    while (written.next()) {
      Path path = Path.of(written.getString("filename"));
      files.add(
          new ParquetFile(
              table,
              eventDate(path),
              path,
              written.getLong("file_size_bytes"),
              written.getLong("count")));
    }
    return files;
  }

  /** Two files of a date would have one key, and the second put would lose the first's rows. */
  private static List<ParquetFile> onePerEventDate(List<ParquetFile> files) {
    if (files.stream().map(ParquetFile::eventDate).distinct().count() != files.size()) {
      throw new IllegalStateException(
          "sorted rows make one file per event date, but DuckDB wrote " + files);
    }
    return files;
  }

  private static LocalDate eventDate(Path path) {
    Path folder = Objects.requireNonNull(path.getParent(), "a partition's file lies in its folder");
    String name = Objects.requireNonNull(folder.getFileName(), "a partition has a name").toString();
    return LocalDate.parse(name.substring(TableSchema.EVENT_DATE.length() + 1));
  }
}
