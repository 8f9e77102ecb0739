package dev.millrace.usage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

/** The text of {@code usage.sql}, and how texts are written in SQL. */
final class UsageSql {

  static final String TEXT = resource("usage.sql");

  private static final Pattern HINT = Pattern.compile("/\\*\\+ (.*?) \\*/");

  private UsageSql() {}

  /** The text with its hints, which other engines take for comments. */
  static String hinted() {
    return HINT.matcher(TEXT).replaceAll("$1");
  }

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
