package dev.millrace.keys;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;

/** What a key may do. No scope includes another. */
@RegisterForReflection
public enum Scope {
  /** Send OTLP. */
  OTEL_WRITE("otel:write"),
  /** Read usage. */
  USAGE_READ("usage:read"),
  /** Manage keys and members, see deliveries, start rollups. */
  ADMIN("admin");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /**
   * The scope of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static Scope of(String text) {
    return Arrays.stream(values())
        .filter(scope -> scope.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a scope is one of "
                        + Arrays.toString(values())
                        + ", but was \""
                        + text
                        + "\""));
  }

  /** The scope's name in the API and in verifiers. */
  @Override
  @JsonValue
  public String toString() {
    return text;
  }
}
