package dev.millrace;

/** The sides from which the routes are used. */
public enum HttpSide {
  /** Tools and collectors that send OTLP. */
  INGEST,
  /** Programs of owners. */
  API,
  /** Owners with a browser. */
  CONSOLE
}
