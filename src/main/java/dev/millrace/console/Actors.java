package dev.millrace.console;

import dev.millrace.keys.ApiKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who asked for something, in words: it is kept as the id of a key, as an e-mail address, or as
 * {@code operator}.
 *
 * @param keyNames by id
 */
record Actors(Map<String, String> keyNames) {

  static Actors of(List<ApiKey> keys) {
    return new Actors(
        keys.stream().collect(Collectors.toMap(key -> key.id().value(), ApiKey::name)));
  }

  String named(String actor) {
    String key = keyNames.get(actor);
    return key == null ? actor : "key “" + key + "”";
  }
}
