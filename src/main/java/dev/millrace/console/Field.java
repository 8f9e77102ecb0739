package dev.millrace.console;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A field of a query. */
record Field(String name, String value) {

  /** The fields of a query that have a value. */
  static List<Field> of(String query) {
    return Arrays.stream(query.split("&"))
        .map(field -> field.split("=", 2))
        .filter(parts -> parts.length == 2 && !parts[1].isEmpty())
        .map(parts -> new Field(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8)))
        .toList();
  }
}
