package dev.millrace.otlp;

import io.opentelemetry.proto.common.v1.EntityRef;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
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

  static final JsonMessage<InstrumentationScope, InstrumentationScope.Builder> SCOPE =
      new JsonMessage<InstrumentationScope, InstrumentationScope.Builder>(
              InstrumentationScope::newBuilder, InstrumentationScope.Builder::build)
          .string("name", InstrumentationScope::getName, InstrumentationScope.Builder::setName)
          .string(
              "version", InstrumentationScope::getVersion, InstrumentationScope.Builder::setVersion)
          .messages(
              "attributes",
              AttributeJson.ATTRIBUTE,
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
              AttributeJson.ATTRIBUTE,
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

  private CommonJson() {}

  /** The numbers of an enum by name, without the name that stands for all unknown ones. */
  static <E extends Enum<E>> Map<String, Integer> numbersByName(
      E[] values, ToIntFunction<E> number) {
    return Arrays.stream(values)
        .filter(value -> !value.name().equals("UNRECOGNIZED"))
        .collect(Collectors.toUnmodifiableMap(Enum::name, number::applyAsInt));
  }
}
