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

  /** The line between what some sessions are computed by and what adds them up. */
  private static final String SEAM = ",\n\n-- Up to here ";

  private static final Pattern HINT = Pattern.compile("/\\*\\+ (.*?) \\*/");

  private UsageSql() {}

  /** The relation {@code partials}: what has to be known of the activity of some sessions. */
  static String partials() {
    return hinted(TEXT.substring(0, seam())) + "\nselect * from partials";
  }

  /** Usage of the relation {@code partials} of all sessions. */
  static String usageOfPartials() {
    return "with\n" + hinted(TEXT.substring(seam() + 1));
  }

  private static int seam() {
    return TEXT.indexOf(SEAM);
  }

  /** With its hints, which other engines take for comments. */
  private static String hinted(String text) {
    return HINT.matcher(text).replaceAll("$1");
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
