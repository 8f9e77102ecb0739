package dev.millrace.otlp;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a body is compressed on the wire. */
public enum ContentCoding {
  IDENTITY,
  GZIP,
  /** What RFC 9110 calls so, zlib data; raw deflate data too. */
  DEFLATE,
  ZSTD;

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
      case "deflate" -> Optional.of(DEFLATE);
      case "zstd" -> Optional.of(ZSTD);
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
