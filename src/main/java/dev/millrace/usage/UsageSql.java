package dev.millrace.usage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The text of {@code usage.sql}, and how texts are written in SQL. */
final class UsageSql {

  static final String TEXT = resource("usage.sql");

  private UsageSql() {}

  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String resource(String name) {
    try (InputStream stream =
        Objects.requireNonNull(UsageSql.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
