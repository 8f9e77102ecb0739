package dev.millrace.usage;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The result of {@code usage.sql} in DuckDB, or a file written from it, row by row. */
record UsageResult(ResultSet result) {

  private static final String SESSION_IDS = "session_ids";

  /** The row the result stands on. */
  UsageRow row() throws SQLException {
    return new UsageFields(texts(), sessionIds()).row();
  }

  private Map<String, String> texts() throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    Map<String, String> texts = new HashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String text = result.getString(i);
      if (text != null) {
        texts.put(columns.getColumnName(i), text);
      }
    }
    return texts;
  }

  private List<String> sessionIds() throws SQLException {
    Object[] ids = (Object[]) result.getArray(SESSION_IDS).getArray();
    return Arrays.stream(ids).map(Object::toString).toList();
  }
}
