package dev.millrace.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunctionBuilder;

/**
 * Writes rows as a table's Parquet files, one per event date, sorted.
 *
 * @param folder an existing folder; the files come into one of the table's name
 * @param rowsOfGroup how many rows a group has
 */
record TableCopy(DuckDBConnection database, Path folder, int rowsOfGroup) {

  /**
   * A third of DuckDB's own: a group is held in memory whole, each column once more while it is
   * compressed, and neither spills.
   */
  static final int MOST_ROWS_OF_GROUP = 40_960;

  /** How all files of the lake are written. */
  static String format(int rowsOfGroup) {
    return "format parquet, compression zstd, row_group_size " + rowsOfGroup;
  }

  /**
   * Writes the rows.
   *
   * @throws RuntimeException what the rows threw, if they did
   */
  <R> List<ParquetFile> copy(TableSchema<R> schema, Iterator<R> rows)
      throws SQLException, IOException {
    RowsFunction<R> function = new RowsFunction<>(schema, rows);
    String name = "landed_" + schema.table();
    try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
      builder.withName(name).withFunction(function).register(database);
    }
    try {
      Path sorted = sorted(schema, name);
      return parted(schema.table(), sorted, function.sums());
    } catch (SQLException e) {
      function.rethrow(e);
      throw e;
    }
  }

  /**
   * Sorts into one file. DuckDB would part it by event date itself, but for that holds all rows
   * once more and takes as long again as for the rest.
   */
  private Path sorted(TableSchema<?> schema, String function) throws SQLException, IOException {
    Path file = Files.createDirectory(folder(schema.table())).resolve("sorted.parquet");
    write(
        "select * exclude (%1$s, %2$s) from %3$s() order by %1$s, %4$s, %2$s"
            .formatted(
                RowsFunction.DAY, RowsFunction.RANK, function, String.join(", ", schema.order())),
        file);
    return file;
  }

  /** Nearly always there is one date, or one and a little of the day before. */
  private List<ParquetFile> parted(
      LakeTable table, Path sorted, SortedMap<LocalDate, RowsFunction.Sum> sums)
      throws SQLException, IOException {
    List<ParquetFile> files = new ArrayList<>();
    long before = 0;
    for (Map.Entry<LocalDate, RowsFunction.Sum> part : sums.entrySet()) {
      RowsFunction.Sum sum = part.getValue();
      Path file =
          sums.size() == 1 ? sorted : part(table, sorted, part.getKey(), before, sum.rows());
      files.add(
          new ParquetFile(table, part.getKey(), file, Files.size(file), sum.rows(), sum.content()));
      before += sum.rows();
    }
    return files;
  }

  private Path part(LakeTable table, Path sorted, LocalDate date, long before, long count)
      throws SQLException {
    Path file = folder(table).resolve(date + ".parquet");
    write(
        "select * from read_parquet(%s) limit %d offset %d"
            .formatted(quoted(sorted), count, before),
        file);
    return file;
  }

  private void write(String query, Path file) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute("copy (%s) to %s (%s)".formatted(query, quoted(file), format(rowsOfGroup)));
    }
  }

  private Path folder(LakeTable table) {
    return folder.resolve(table.toString());
  }

  static String quoted(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }
}
