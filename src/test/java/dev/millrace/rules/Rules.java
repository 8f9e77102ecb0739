package dev.millrace.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules of an OTLP endpoint that are held here, by number. A test of a rule bears its number as
 * {@code @Tag}.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/">OTLP specification</a>
 */
final class Rules {

  private static final Path LIST = Path.of("src/test/resources/otlp/rules.txt");
  private static final String NUMBER = "R-\\d\\d";

  private Rules() {}

  /** What each says. */
  static Map<String, String> all() {
    Map<String, String> rules = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(LIST)) {
        String[] parts = line.split(" ", 2);
        rules.put(parts[0], parts[1]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rules;
  }

  static boolean isNumber(String tag) {
    return tag.matches(NUMBER);
  }
}
