package dev.millrace.store;

import java.nio.charset.StandardCharsets;

/** What may happen to a request to S3. */
public enum S3Fault {
  NONE,
  /** The connection is cut before anything is read. */
  REFUSED_CONNECTION,
  /** The request is taken, and nothing comes back. */
  HANGS_BEFORE_ANSWER,
  /** Half of the answer comes; what was asked is done. */
  HANGS_IN_ANSWER,
  /** The connection is cut when the request is whole; what was asked is done. */
  RESET_AFTER_BODY,
  /** The connection is cut in the middle of the answer; what was asked is done. */
  RESET_IN_ANSWER,
  /** A bit of the body is another one when it reaches the server. */
  DAMAGED_BODY,
  INTERNAL_ERROR(500, "InternalError"),
  SLOW_DOWN(503, "SlowDown"),
  /** As servers of one's own say it. */
  FULL(507, "InsufficientStorage"),
  ACCESS_DENIED(403, "AccessDenied"),
  NO_SUCH_BUCKET(404, "NoSuchBucket");

  private final int status;
  private final String code;

  S3Fault() {
    this(0, "");
  }

  S3Fault(int status, String code) {
    this.status = status;
    this.code = code;
  }

  /** The answer of a server that refuses in this way. */
  byte[] answer() {
    String error = "<Error><Code>%s</Code><Message>no</Message></Error>".formatted(code);
    return """
        HTTP/1.1 %d %s\r
        Content-Type: application/xml\r
        Content-Length: %d\r
        Connection: close\r
        \r
        %s"""
        .formatted(status, code, error.length(), error)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
