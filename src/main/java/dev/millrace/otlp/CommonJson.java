package dev.millrace.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.EntityRef;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.Arrays;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * The members of the messages that all signals share.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/tree/main/opentelemetry/proto">
 *     opentelemetry-proto, common.proto and resource.proto</a>
 */
final class CommonJson {

  static final JsonMessage<AnyValue, AnyValue.Builder> ANY_VALUE =
      new JsonMessage<>(AnyValue::newBuilder, AnyValue.Builder::build);

  static final JsonMessage<KeyValue, KeyValue.Builder> KEY_VALUE =
      new JsonMessage<KeyValue, KeyValue.Builder>(KeyValue::newBuilder, KeyValue.Builder::build)
          .string("key", KeyValue::getKey, KeyValue.Builder::setKey)
          .message(
              "value",
              ANY_VALUE,
              KeyValue::hasValue,
              KeyValue::getValue,
              KeyValue.Builder::setValue)
          .int32("keyStrindex", KeyValue::getKeyStrindex, KeyValue.Builder::setKeyStrindex);

  private static final JsonMessage<ArrayValue, ArrayValue.Builder> ARRAY_VALUE =
      new JsonMessage<ArrayValue, ArrayValue.Builder>(
              ArrayValue::newBuilder, ArrayValue.Builder::build)
          .messages(
              "values",
              ANY_VALUE,
              ArrayValue::getValuesList,
              ArrayValue.Builder::clearValues,
              ArrayValue.Builder::addValues);

  private static final JsonMessage<KeyValueList, KeyValueList.Builder> KEY_VALUE_LIST =
      new JsonMessage<KeyValueList, KeyValueList.Builder>(
              KeyValueList::newBuilder, KeyValueList.Builder::build)
          .messages(
              "values",
              KEY_VALUE,
              KeyValueList::getValuesList,
              KeyValueList.Builder::clearValues,
              KeyValueList.Builder::addValues);

  static final JsonMessage<InstrumentationScope, InstrumentationScope.Builder> SCOPE =
      new JsonMessage<InstrumentationScope, InstrumentationScope.Builder>(
              InstrumentationScope::newBuilder, InstrumentationScope.Builder::build)
          .string("name", InstrumentationScope::getName, InstrumentationScope.Builder::setName)
          .string(
              "version", InstrumentationScope::getVersion, InstrumentationScope.Builder::setVersion)
          .messages(
              "attributes",
              KEY_VALUE,
              InstrumentationScope::getAttributesList,
              InstrumentationScope.Builder::clearAttributes,
              InstrumentationScope.Builder::addAttributes)
          .uint32(
              "droppedAttributesCount",
              InstrumentationScope::getDroppedAttributesCount,
              InstrumentationScope.Builder::setDroppedAttributesCount);

  private static final JsonMessage<EntityRef, EntityRef.Builder> ENTITY_REF =
      new JsonMessage<EntityRef, EntityRef.Builder>(EntityRef::newBuilder, EntityRef.Builder::build)
          .string("schemaUrl", EntityRef::getSchemaUrl, EntityRef.Builder::setSchemaUrl)
          .string("type", EntityRef::getType, EntityRef.Builder::setType)
          .strings(
              "idKeys",
              EntityRef::getIdKeysList,
              EntityRef.Builder::clearIdKeys,
              EntityRef.Builder::addIdKeys)
          .strings(
              "descriptionKeys",
              EntityRef::getDescriptionKeysList,
              EntityRef.Builder::clearDescriptionKeys,
              EntityRef.Builder::addDescriptionKeys);

  static final JsonMessage<Resource, Resource.Builder> RESOURCE =
      new JsonMessage<Resource, Resource.Builder>(Resource::newBuilder, Resource.Builder::build)
          .messages(
              "attributes",
              KEY_VALUE,
              Resource::getAttributesList,
              Resource.Builder::clearAttributes,
              Resource.Builder::addAttributes)
          .uint32(
              "droppedAttributesCount",
              Resource::getDroppedAttributesCount,
              Resource.Builder::setDroppedAttributesCount)
          .messages(
              "entityRefs",
              ENTITY_REF,
              Resource::getEntityRefsList,
              Resource.Builder::clearEntityRefs,
              Resource.Builder::addEntityRefs);

  // Values hold lists of values: the one message that cannot name its members before the others.
  static {
    ANY_VALUE
        .string(
            "stringValue",
            AnyValue::hasStringValue,
            AnyValue::getStringValue,
            AnyValue.Builder::setStringValue)
        .bool(
            "boolValue",
            AnyValue::hasBoolValue,
            AnyValue::getBoolValue,
            AnyValue.Builder::setBoolValue)
        .int64(
            "intValue", AnyValue::hasIntValue, AnyValue::getIntValue, AnyValue.Builder::setIntValue)
        .real(
            "doubleValue",
            AnyValue::hasDoubleValue,
            AnyValue::getDoubleValue,
            AnyValue.Builder::setDoubleValue)
        .message(
            "arrayValue",
            ARRAY_VALUE,
            AnyValue::hasArrayValue,
            AnyValue::getArrayValue,
            AnyValue.Builder::setArrayValue)
        .message(
            "kvlistValue",
            KEY_VALUE_LIST,
            AnyValue::hasKvlistValue,
            AnyValue::getKvlistValue,
            AnyValue.Builder::setKvlistValue)
        .bytes(
            "bytesValue",
            AnyValue::hasBytesValue,
            AnyValue::getBytesValue,
            AnyValue.Builder::setBytesValue)
        .int32(
            "stringValueStrindex",
            AnyValue::hasStringValueStrindex,
            AnyValue::getStringValueStrindex,
            AnyValue.Builder::setStringValueStrindex);
  }

  private CommonJson() {}

  /** The numbers of an enum by name, without the name that stands for all unknown ones. */
  static <E extends Enum<E>> Map<String, Integer> numbersByName(
      E[] values, ToIntFunction<E> number) {
    return Arrays.stream(values)
        .filter(value -> !value.name().equals("UNRECOGNIZED"))
        .collect(Collectors.toUnmodifiableMap(Enum::name, number::applyAsInt));
  }
}
