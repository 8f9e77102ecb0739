package dev.millrace.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.io.IOException;
import java.util.function.Consumer;

/** Attributes and their values, of which any export mostly consists. */
final class AttributeJson {

  private AttributeJson() {}

  /** Reads the attributes in the list that is the current value. */
  static void each(JsonInput in, Consumer<KeyValue> to) throws IOException {
    // As JsonInput does, but without calling through an interface: these are most of all messages.
    in.startArray();
    while (in.nextElement()) {
      to.accept(attribute(in));
    }
  }

  private static KeyValue attribute(JsonInput in) throws IOException {
    KeyValue.Builder attribute = KeyValue.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "key" -> attribute.setKey(in.key());
        case "value" -> attribute.setValue(value(in));
        case "keyStrindex", "key_strindex" -> attribute.setKeyStrindex(in.int32());
        default -> in.skip();
      }
    }
    return attribute.build();
  }

  static AnyValue value(JsonInput in) throws IOException {
    AnyValue.Builder value = AnyValue.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "stringValue", "string_value" -> value.setStringValue(in.string());
        case "boolValue", "bool_value" -> value.setBoolValue(in.bool());
        case "intValue", "int_value" -> value.setIntValue(in.int64());
        case "doubleValue", "double_value" -> value.setDoubleValue(in.real());
        case "arrayValue", "array_value" -> value.setArrayValue(array(in));
        case "kvlistValue", "kvlist_value" -> value.setKvlistValue(kvlist(in));
        case "bytesValue", "bytes_value" -> value.setBytesValue(in.bytes());
        case "stringValueStrindex", "string_value_strindex" ->
            value.setStringValueStrindex(in.int32());
        default -> in.skip();
      }
    }
    return value.build();
  }

  private static ArrayValue array(JsonInput in) throws IOException {
    ArrayValue.Builder array = ArrayValue.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "values" -> in.each(AttributeJson::value, array.clearValues()::addValues);
        default -> in.skip();
      }
    }
    return array.build();
  }

  private static KeyValueList kvlist(JsonInput in) throws IOException {
    KeyValueList.Builder kvlist = KeyValueList.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "values" -> AttributeJson.each(in, kvlist.clearValues()::addValues);
        default -> in.skip();
      }
    }
    return kvlist.build();
  }
}
