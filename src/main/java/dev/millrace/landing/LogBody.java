package dev.millrace.landing;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecordOrBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a log record's body is content.
 *
 * <p>All of it, unless it is one word, when the event is one of those whose body is a message, or
 * when it repeats a text that its attributes hold as content. In a list every text after the first:
 * such a body is how a program logs a message and its arguments; opencode's arguments quote
 * commands and answers. Any other text may be content unless it is a name or one of the {@link
 * KnownBodies}, and of an object what does not pass the {@link Fences} as attributes of the record
 * do not.
 */
final class LogBody {

  private static final String EVENT_NAME = "event.name";

  private final Fences fences;
  private final Removal removal;

  LogBody(Fences fences, Removal removal) {
    this.fences = fences;
    this.removal = removal;
  }

  /** The body without content; empty if nothing is left. */
  Optional<AnyValue> without(LogRecordOrBuilder log) {
    AnyValue body = log.getBody();
    if (fences.allows(LandedText.LOG_BODY) || KnownBodies.isOne(body.getStringValue())) {
      return Optional.of(body);
    }
    if (isContent(log)) {
      removal.removeContent();
      return Optional.empty();
    }
    return switch (body.getValueCase()) {
      case STRING_VALUE, BYTES_VALUE -> unlessDoubtful(body);
      case ARRAY_VALUE -> Optional.of(removal.without(withoutTexts(body), false));
      default -> Optional.of(removal.without(body, false));
    };
  }

  private Optional<AnyValue> unlessDoubtful(AnyValue value) {
    if (Fences.mayBeContent(value, false)) {
      removal.removeDoubtful(LandedText.LOG_BODY.key());
      return Optional.empty();
    }
    return Optional.of(value);
  }

  private AnyValue withoutTexts(AnyValue body) {
    List<AnyValue> values = body.getArrayValue().getValuesList();
    List<AnyValue> kept = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      if (i > 0 && values.get(i).hasStringValue()) {
        removal.removeContent();
      } else {
        unlessDoubtful(values.get(i)).ifPresent(kept::add);
      }
    }
    return kept.size() == values.size() ? body : Removal.withValues(body, kept);
  }

  private static boolean isContent(LogRecordOrBuilder log) {
    AnyValue body = log.getBody();
    return switch (body.getValueCase()) {
      case STRING_VALUE ->
          ContentKeys.isText(body.getStringValue())
              && (isOfMessage(log) || repeats(body.getStringValue(), log.getAttributesList()));
      case BYTES_VALUE, ARRAY_VALUE, KVLIST_VALUE -> isOfMessage(log);
      default -> false;
    };
  }

  private static boolean isOfMessage(LogRecordOrBuilder log) {
    return ContentKeys.isMessageEvent(log.getEventName())
        || log.getAttributesList().stream()
            .filter(attribute -> attribute.getKey().equals(EVENT_NAME))
            .anyMatch(name -> ContentKeys.isMessageEvent(name.getValue().getStringValue()));
  }

  private static boolean repeats(String body, List<KeyValue> attributes) {
    return attributes.stream()
        .filter(ContentKeys::holdsContent)
        .map(attribute -> attribute.getValue().getStringValue())
        .anyMatch(text -> !text.isBlank() && body.contains(text));
  }
}
