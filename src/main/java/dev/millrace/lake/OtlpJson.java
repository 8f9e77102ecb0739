package dev.millrace.lake;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OTLP values as the JSON of the lake's columns.
 *
 * <p>Plain JSON, in the order in which things were sent: an attribute list is an object, a string a
 * string, an integer a number with all its digits, a double a number with a point or an exponent,
 * {@code "NaN"}, {@code "Infinity"} or {@code "-Infinity"}, bytes a string in base64, a value
 * without content null. A key sent twice stands there twice. Names of fields are those of the OTLP
 * messages; ids are lower-case hex.
 */
final class OtlpJson {

  private OtlpJson() {}

  /** Writes one element of an array. */
  interface Element<T> {
    void write(JsonText json, T element);
  }

  /** The value by itself. */
  static String text(AnyValue value) {
    JsonText json = new JsonText();
    writeValue(json, value);
    return json.toString();
  }

  /** The attributes as an object; null if there are none. */
  static @Nullable String attributes(List<KeyValue> attributes) {
    if (attributes.isEmpty()) {
      return null;
    }
    JsonText json = new JsonText();
    writeAttributes(json, attributes);
    return json.toString();
  }

  /** The elements as an array; null if there are none. */
  static <T> @Nullable String array(List<T> elements, Element<T> element) {
    if (elements.isEmpty()) {
      return null;
    }
    JsonText json = new JsonText();
    writeArray(json, elements, element);
    return json.toString();
  }

  static <T> void writeArray(JsonText json, List<T> elements, Element<T> element) {
    json.startArray();
    for (T each : elements) {
      element.write(json, each);
    }
    json.endArray();
  }

  static void writeAttributes(JsonText json, List<KeyValue> attributes) {
    json.startObject();
    for (KeyValue attribute : attributes) {
      json.name(attribute.getKey());
      writeValue(json, attribute.getValue());
    }
    json.endObject();
  }

  static void writeValue(JsonText json, AnyValue value) {
    switch (value.getValueCase()) {
      case STRING_VALUE -> json.string(value.getStringValue());
      case BOOL_VALUE -> json.bool(value.getBoolValue());
      case INT_VALUE -> json.number(value.getIntValue());
      case DOUBLE_VALUE -> json.number(value.getDoubleValue());
      case ARRAY_VALUE ->
          writeArray(json, value.getArrayValue().getValuesList(), OtlpJson::writeValue);
      case KVLIST_VALUE -> writeAttributes(json, value.getKvlistValue().getValuesList());
      case BYTES_VALUE -> json.string(base64(value.getBytesValue()));
      // An index into a table that only profiles have; all there is to keep is the index.
      case STRING_VALUE_STRINDEX -> json.number(value.getStringValueStrindex());
      case VALUE_NOT_SET -> json.string(null);
    }
  }

  private static String base64(ByteString bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /** Lower-case hex digits; null if there are no bytes. */
  static @Nullable String hex(ByteString bytes) {
    return bytes.isEmpty() ? null : HexFormat.of().formatHex(bytes.toByteArray());
  }
}
