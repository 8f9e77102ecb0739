package dev.millrace.lake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
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

  private static final JsonFactory FACTORY = new JsonFactory();

  private OtlpJson() {}

  /** Writes one JSON value. */
  interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** Writes one element of an array. */
  interface Element<T> {
    void write(JsonGenerator json, T element) throws IOException;
  }

  static String text(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      content.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The attributes as an object; null if there are none. */
  static @Nullable String attributes(List<KeyValue> attributes) {
    return attributes.isEmpty() ? null : text(json -> writeAttributes(json, attributes));
  }

  /** The elements as an array; null if there are none. */
  static <T> @Nullable String array(List<T> elements, Element<T> element) {
    return elements.isEmpty() ? null : text(json -> writeArray(json, elements, element));
  }

  static <T> void writeArray(JsonGenerator json, List<T> elements, Element<T> element)
      throws IOException {
    json.writeStartArray();
    for (T each : elements) {
      element.write(json, each);
    }
    json.writeEndArray();
  }

  static void writeAttributes(JsonGenerator json, List<KeyValue> attributes) throws IOException {
    json.writeStartObject();
    for (KeyValue attribute : attributes) {
      json.writeFieldName(attribute.getKey());
      writeValue(json, attribute.getValue());
    }
    json.writeEndObject();
  }

  static void writeValue(JsonGenerator json, AnyValue value) throws IOException {
    switch (value.getValueCase()) {
      case STRING_VALUE -> json.writeString(value.getStringValue());
      case BOOL_VALUE -> json.writeBoolean(value.getBoolValue());
      case INT_VALUE -> json.writeNumber(value.getIntValue());
      case DOUBLE_VALUE -> json.writeNumber(value.getDoubleValue());
      case ARRAY_VALUE ->
          writeArray(json, value.getArrayValue().getValuesList(), OtlpJson::writeValue);
      case KVLIST_VALUE -> writeAttributes(json, value.getKvlistValue().getValuesList());
      case BYTES_VALUE -> json.writeBinary(value.getBytesValue().toByteArray());
      // An index into a table that only profiles have; all there is to keep is the index.
      case STRING_VALUE_STRINDEX -> json.writeNumber(value.getStringValueStrindex());
      case VALUE_NOT_SET -> json.writeNull();
    }
  }

  /** Writes the bits as the unsigned number that fixed64 and uint64 mean by them. */
  static void writeUnsigned(JsonGenerator json, long bits) throws IOException {
    if (bits >= 0) {
      json.writeNumber(bits);
    } else {
      json.writeNumber(new BigInteger(Long.toUnsignedString(bits)));
    }
  }

  /** Lower-case hex digits; null if there are no bytes. */
  static @Nullable String hex(ByteString bytes) {
    return bytes.isEmpty() ? null : HexFormat.of().formatHex(bytes.toByteArray());
  }
}
