package dev.millrace.ingest;

import java.util.Locale;

/**
 * What became of a request on OTLP's paths. It is one of these, so that <em>requests = landed +
 * refused + bad + unavailable + failed</em>.
 */
enum Outcome {
  /** All that could be taken is durable. */
  LANDED,
  /** The key is not good, or not for this, or has sent too much. */
  REFUSED,
  /** Something is wrong with the request itself; the same again will be refused again. */
  BAD,
  /** Nothing is wrong with it; the sender was asked to send it again. */
  UNAVAILABLE,
  /** A fault of ours: the sender drops what it sent. */
  FAILED;

  static Outcome ofStatus(int status) {
    return switch (status) {
      case 200 -> LANDED;
      case 401, 403, 429 -> REFUSED;
      case 503 -> UNAVAILABLE;
      default -> status >= 500 ? FAILED : BAD;
    };
  }

  /** The name of its counter. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
