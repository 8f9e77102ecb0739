package dev.millrace.otlp;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a body is compressed on the wire. */
public enum ContentCoding {
  IDENTITY,
  GZIP;

  /**
   * The coding that a Content-Encoding names, whatever its case; empty if it is not one that is
   * read here.
   */
  public static Optional<ContentCoding> ofHeader(@Nullable String contentEncoding) {
    if (contentEncoding == null || contentEncoding.isBlank()) {
      return Optional.of(IDENTITY);
    }
    return switch (contentEncoding.strip().toLowerCase(Locale.ROOT)) {
      case "identity" -> Optional.of(IDENTITY);
      case "gzip", "x-gzip" -> Optional.of(GZIP);
      default -> Optional.empty();
    };
  }
}
