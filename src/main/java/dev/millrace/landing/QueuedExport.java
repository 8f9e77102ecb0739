package dev.millrace.landing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.Optional;

/**
 * An export as a message of the landing queue: {@code {"landed": <key of the object it would be>,
 * "bytes": <these, in base64>}}.
 *
 * @param bytes as the object would hold them
 */
@SuppressWarnings("ArrayRecordComponent") // Neither compared nor kept.
public record QueuedExport(RawObject object, byte[] bytes) {

  private static final String KEY = "landed";
  private static final ObjectMapper JSON = new ObjectMapper();

  String message() {
    try {
      return JSON.writeValueAsString(
          JSON.createObjectNode().put(KEY, object.key()).put("bytes", bytes));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message is always JSON", e);
    }
  }

  /** Whether a message is one of the landing queue's. */
  public static boolean isIn(JsonNode message) {
    return message.has(KEY);
  }

  /** The export in a message; empty if there is none in it. */
  public static Optional<QueuedExport> of(JsonNode message) {
    Optional<RawObject> object = RawObject.ofKey(message.path(KEY).asText());
    try {
      byte[] bytes = Base64.getDecoder().decode(message.path("bytes").asText());
      return object.filter(named -> bytes.length > 0).map(named -> new QueuedExport(named, bytes));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
