package dev.millrace.keys;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.Optional;

/** Whose key it is. */
@RegisterForReflection
public enum KeyKind {
  /** The organisation's: what it brings is attributed as the payload says. */
  ORGANIZATION("mro"),
  /** One person's: what it brings is that person's, whatever the payload says. */
  PERSONAL("mrp");

  private final String prefix;

  KeyKind(String prefix) {
    this.prefix = prefix;
  }

  /** What a token of this kind starts with. */
  String prefix() {
    return prefix;
  }

  static Optional<KeyKind> ofPrefix(String prefix) {
    return Arrays.stream(values()).filter(kind -> kind.prefix.equals(prefix)).findFirst();
  }
}
