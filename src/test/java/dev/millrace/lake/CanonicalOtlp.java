package dev.millrace.lake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OTLP messages and the lake's JSON brought into one form, field by field as the messages'
 * descriptors have them, without the code that writes the lake: objects are ordered lists of {@code
 * name: value} texts, lists are lists, numbers are their digits.
 */
final class CanonicalOtlp {

  private static final JsonMapper JSON = new JsonMapper();

  private CanonicalOtlp() {}

  /** The form of a column's JSON; null for none. */
  static @Nullable Object ofJson(@Nullable Object json) throws IOException {
    if (json == null) {
      return null;
    }
    try (JsonParser parser = JSON.createParser((String) json)) {
      parser.nextToken();
      return read(parser);
    }
  }

  private static Object read(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      List<String> members = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        members.add(name + ": " + read(json));
      }
      return members.stream().sorted().toList();
    }
    if (json.currentToken() == JsonToken.START_ARRAY) {
      List<Object> elements = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        elements.add(read(json));
      }
      return elements;
    }
    return json.currentToken() == JsonToken.VALUE_STRING ? "'" + json.getText() : json.getText();
  }

  /** The form of a field's value; null if there is nothing in it. */
  static @Nullable Object ofField(Message message, FieldDescriptor field) {
    if (field.isRepeated() && message.getRepeatedFieldCount(field) == 0
        || field.hasPresence() && !message.hasField(field)) {
      return null;
    }
    Object value = message.getField(field);
    return field.isRepeated() ? ofList(field, (List<?>) value) : ofValue(field, value);
  }

  private static Object ofList(FieldDescriptor field, List<?> values) {
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && field.getMessageType().equals(KeyValue.getDescriptor())) {
      return attributes(values);
    }
    return values.stream().map(value -> ofValue(field, value)).toList();
  }

  private static Object attributes(List<?> pairs) {
    return pairs.stream()
        .map(pair -> ((KeyValue) pair).getKey() + ": " + any(((KeyValue) pair).getValue()))
        .sorted()
        .toList();
  }

  private static Object ofValue(FieldDescriptor field, Object value) {
    if (value instanceof AnyValue any) {
      return any(any);
    }
    if (value instanceof Message message) {
      return message(message);
    }
    if (value instanceof ByteString bytes) {
      return bytes.isEmpty() ? "null" : "'" + HexFormat.of().formatHex(bytes.toByteArray());
    }
    if (value instanceof EnumValueDescriptor constant) {
      return Integer.toString(constant.getNumber());
    }
    return switch (field.getType()) {
      case UINT64, FIXED64 -> Long.toUnsignedString((Long) value);
      case UINT32, FIXED32 -> Integer.toUnsignedString((Integer) value);
      case STRING -> "'" + value;
      case DOUBLE -> number((Double) value);
      default -> value.toString();
    };
  }

  private static Object message(Message message) {
    return message.getDescriptorForType().getFields().stream()
        .filter(field -> !field.hasPresence() || message.hasField(field))
        .map(field -> field.getName() + ": " + member(message, field))
        .sorted()
        .toList();
  }

  private static Object member(Message message, FieldDescriptor field) {
    Object value = ofField(message, field);
    return value == null ? List.of() : value;
  }

  private static Object any(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> "'" + value.getStringValue();
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> number(value.getDoubleValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(CanonicalOtlp::any).toList();
      case KVLIST_VALUE -> attributes(value.getKvlistValue().getValuesList());
      case BYTES_VALUE ->
          "'" + Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
      case STRING_VALUE_STRINDEX -> Integer.toString(value.getStringValueStrindex());
      case VALUE_NOT_SET -> "null";
    };
  }

  private static String number(double value) {
    return (Double.isFinite(value) ? "" : "'") + value;
  }
}
