package dev.millrace;

/** The two sides from which the routes are used. */
public enum HttpSide {
  /** Tools and collectors that send OTLP. */
  INGEST,
  /** Owners and their programs. */
  API
}
