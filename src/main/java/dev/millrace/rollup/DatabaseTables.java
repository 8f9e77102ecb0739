package dev.millrace.rollup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.postgresql.PGConnection;

/**
 * The tables of a database in one transaction, which sees one state of all of them.
 *
 * <p>Left out are {@code usage_daily}, which has files of its own, and Flyway's book.
 */
final class DatabaseTables {

  private static final String TABLES =
      """
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = current_schema() and c.relkind = 'r'
        and c.relname not in ('usage_daily', 'flyway_schema_history')
      order by c.relname""";

  private static final String REFERENCES =
      """
      select conrelid::regclass::text, confrelid::regclass::text from pg_constraint
      where contype = 'f' and conrelid <> confrelid""";

  private final Connection connection;

  /** Begins the transaction; ending it is the caller's. */
  DatabaseTables(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    this.connection = connection;
  }

  /** Every table, each after those that it refers to. */
  List<String> names() throws SQLException {
    Map<String, Set<String>> open = new TreeMap<>();
    rows(TABLES, 1).forEach(row -> open.put(row.get(0), new TreeSet<>()));
    for (List<String> row : rows(REFERENCES, 2)) {
      if (open.containsKey(row.get(0)) && open.containsKey(row.get(1))) {
        open.get(row.get(0)).add(row.get(1));
      }
    }
    List<String> ordered = new ArrayList<>();
    while (ordered.size() < open.size()) {
      int before = ordered.size();
      open.entrySet().stream()
          .filter(table -> !ordered.contains(table.getKey()))
          .filter(table -> ordered.containsAll(table.getValue()))
          .map(Map.Entry::getKey)
          .toList()
          .forEach(ordered::add);
      if (ordered.size() == before) {
        throw new IllegalStateException("tables refer to each other in a circle: " + open);
      }
    }
    return ordered;
  }

  /** Whether there is anything that copies of the tables would collide with. */
  boolean isEmpty() throws SQLException {
    return rows("select id from organisation limit 1", 1).isEmpty();
  }

  /**
   * Writes a table as CSV with the names of its columns in the first line.
   *
   * @return how many rows it has
   */
  long copyOut(String table, OutputStream out) throws SQLException, IOException {
    String sql = "copy " + quoted(table) + " to stdout with (format csv, header)";
    return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, out);
  }

  /** Adds rows as {@link #copyOut} wrote them; a column that they do not name has its default. */
  long copyIn(String table, InputStream in) throws SQLException, IOException {
    List<String> columns = List.of(firstLine(in).split(","));
    String sql =
        "copy %s (%s) from stdin with (format csv)"
            .formatted(
                quoted(table),
                String.join(", ", columns.stream().map(DatabaseTables::quoted).toList()));
    return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, in);
  }

  void commit() throws SQLException {
    connection.commit();
  }

  private static String firstLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  /** Only names that need no quotes are taken: a backup is a file that somebody may have made. */
  private static String quoted(String name) {
    if (!name.matches("[a-z_][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "a name in the database has lower-case letters, digits and _, but is " + name);
    }
    return '"' + name + '"';
  }

  private List<List<String>> rows(String sql, int columns) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getString(i));
        }
        rows.add(List.copyOf(row));
      }
    }
    return rows;
  }
}
