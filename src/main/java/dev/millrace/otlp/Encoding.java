package dev.millrace.otlp;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an OTLP message is written into a body.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP specification,
 *     "OTLP/HTTP"</a>
 */
public enum Encoding {
  PROTOBUF("application/x-protobuf"),
  JSON("application/json");

  private final String mediaType;

  Encoding(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type of requests and replies, without parameters. */
  public String mediaType() {
    return mediaType;
  }

  /**
   * The encoding that a Content-Type names, whatever its case and parameters; empty if it is none
   * of OTLP's.
   */
  public static Optional<Encoding> ofContentType(@Nullable String contentType) {
    if (contentType == null) {
      return Optional.empty();
    }
    return switch (type(contentType)) {
      case "application/x-protobuf", "application/protobuf" -> Optional.of(PROTOBUF);
      case "application/json" -> Optional.of(JSON);
      default -> Optional.empty();
    };
  }

  /**
   * The media type of the answer to a request: its own, without parameters; JSON's if it is none of
   * an encoding.
   *
   * @param contentType null if the request has none
   */
  public static String answerTo(@Nullable String contentType) {
    return contentType == null || ofContentType(contentType).isEmpty()
        ? JSON.mediaType
        : type(contentType);
  }

  private static String type(String contentType) {
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }
}
