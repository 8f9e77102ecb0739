package dev.millrace.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes export requests in OTLP/JSON as the messages' descriptors have them, so that a field that
 * a new version of OTLP brings is written without anyone thinking of it.
 *
 * <p>Ids are lower-case hex, 64-bit integers are strings, enums are numbers, and what protobuf
 * would leave out is left out.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP
 *     specification, "JSON Protobuf Encoding"</a>
 */
public final class OtlpJsonWriter {

  private final JsonFactory factory = new JsonFactory();
  private final Function<FieldDescriptor, String> name;

  /** With names in lowerCamelCase. */
  public OtlpJsonWriter() {
    this(FieldDescriptor::getJsonName);
  }

  /** With members under these names. */
  OtlpJsonWriter(Function<FieldDescriptor, String> name) {
    this.name = name;
  }

  /** The export as UTF-8, compact. */
  public byte[] write(Export export) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator out = factory.createGenerator(json)) {
      message(out, (Message) export.message());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return json.toByteArray();
  }

  private void message(JsonGenerator out, Message message) throws IOException {
    out.writeStartObject();
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      out.writeFieldName(name.apply(field.getKey()));
      field(out, field.getKey(), field.getValue());
    }
    out.writeEndObject();
  }

  private void field(JsonGenerator out, FieldDescriptor field, Object value) throws IOException {
    if (!field.isRepeated()) {
      value(out, field, value);
      return;
    }
    out.writeStartArray();
    for (Object element : (List<?>) value) {
      value(out, field, element);
    }
    out.writeEndArray();
  }

  private void value(JsonGenerator out, FieldDescriptor field, Object value) throws IOException {
    switch (field.getType()) {
      case MESSAGE -> message(out, (Message) value);
      case ENUM -> out.writeNumber(((EnumValueDescriptor) value).getNumber());
      case STRING -> out.writeString((String) value);
      case BOOL -> out.writeBoolean((Boolean) value);
      case DOUBLE -> out.writeNumber((Double) value);
      case INT32, SINT32 -> out.writeNumber((Integer) value);
      case UINT32, FIXED32 -> out.writeNumber(Integer.toUnsignedLong((Integer) value));
      case INT64, SFIXED64 -> out.writeString(Long.toString((Long) value));
      case UINT64, FIXED64 -> out.writeString(Long.toUnsignedString((Long) value));
      case BYTES -> out.writeString(text(field.getName(), ((ByteString) value).toByteArray()));
      case FLOAT, GROUP, SINT64, SFIXED32 ->
          throw new IllegalArgumentException("OTLP has no such field: " + field);
    }
  }

  private static String text(String name, byte[] bytes) {
    return name.endsWith("trace_id") || name.endsWith("span_id")
        ? HexFormat.of().formatHex(bytes)
        : Base64.getEncoder().encodeToString(bytes);
  }
}
