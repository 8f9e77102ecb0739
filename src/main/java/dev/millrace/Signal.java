package dev.millrace;

import java.util.Locale;

/** The three kinds of OTLP export that Millrace receives. */
public enum Signal {
  METRICS,
  LOGS,
  TRACES;

  /**
   * Lower case, as in the OTLP/HTTP paths and in object keys: {@code metrics}, {@code logs}, {@code
   * traces}.
   */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
