package dev.millrace.landing;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecordOrBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a log record's body is content.
 *
 * <p>All of it, unless it is one word, when the event is one of those whose body is a message, or
 * when it repeats a text that its attributes hold as content. In a list every text after the first:
 * such a body is how a program logs a message and its arguments; opencode's arguments quote
 * commands and answers. Else what stands under the names of {@link ContentKeys}.
 */
final class LogBody {

  private static final String EVENT_NAME = "event.name";

  private LogBody() {}

  /** How many values of the body are content. */
  static int count(LogRecordOrBuilder log) {
    if (!log.hasBody()) {
      return 0;
    }
    if (isContent(log)) {
      return 1;
    }
    AnyValue body = log.getBody();
    return body.hasArrayValue()
        ? Redaction.count(body) + (int) arguments(body).count()
        : Redaction.count(body);
  }

  /** The body without content; empty if nothing is left. */
  static Optional<AnyValue> without(LogRecordOrBuilder log) {
    if (!log.hasBody() || isContent(log)) {
      return Optional.empty();
    }
    AnyValue body = log.getBody();
    if (!body.hasArrayValue()) {
      return Optional.of(Redaction.without(body));
    }
    List<AnyValue> values = body.getArrayValue().getValuesList();
    Stream<AnyValue> notText = values.stream().skip(1).filter(value -> !value.hasStringValue());
    List<AnyValue> kept = Stream.concat(values.stream().limit(1), notText).toList();
    return Optional.of(Redaction.without(Redaction.withValues(body, kept)));
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

  /** The texts after the first value of a body that is a list. */
  private static Stream<AnyValue> arguments(AnyValue body) {
    return body.getArrayValue().getValuesList().stream().skip(1).filter(AnyValue::hasStringValue);
  }
}
