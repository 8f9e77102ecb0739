package dev.millrace.otlp;

import io.opentelemetry.proto.common.v1.EntityRef;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * The messages that all signals share. They are read like those of each signal, member by member,
 * by code and not by descriptors, which a native image does not have.
 *
 * <p>Of two members with the same name or in the same oneof the last one counts, an unknown one is
 * stepped over. Names are read in snake_case too: the specification calls it invalid, yet senders
 * that print protobuf's own names lose nothing by it.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/tree/main/opentelemetry/proto">
 *     opentelemetry-proto, common.proto and resource.proto</a>
 */
final class CommonJson {

  private CommonJson() {}

  static InstrumentationScope scope(JsonInput in) throws IOException {
    InstrumentationScope.Builder scope = InstrumentationScope.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "name" -> scope.setName(in.string());
        case "version" -> scope.setVersion(in.string());
        case "attributes" -> AttributeJson.each(in, scope.clearAttributes()::addAttributes);
        case "droppedAttributesCount", "dropped_attributes_count" ->
            scope.setDroppedAttributesCount(in.uint32());
        default -> in.skip();
      }
    }
    return scope.build();
  }

  static Resource resource(JsonInput in) throws IOException {
    Resource.Builder resource = Resource.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "attributes" -> AttributeJson.each(in, resource.clearAttributes()::addAttributes);
        case "droppedAttributesCount", "dropped_attributes_count" ->
            resource.setDroppedAttributesCount(in.uint32());
        case "entityRefs", "entity_refs" ->
            in.each(CommonJson::entityRef, resource.clearEntityRefs()::addEntityRefs);
        default -> in.skip();
      }
    }
    return resource.build();
  }

  private static EntityRef entityRef(JsonInput in) throws IOException {
    EntityRef.Builder entityRef = EntityRef.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "schemaUrl", "schema_url" -> entityRef.setSchemaUrl(in.string());
        case "type" -> entityRef.setType(in.string());
        case "idKeys", "id_keys" -> in.strings(entityRef.clearIdKeys()::addIdKeys);
        case "descriptionKeys", "description_keys" ->
            in.strings(entityRef.clearDescriptionKeys()::addDescriptionKeys);
        default -> in.skip();
      }
    }
    return entityRef.build();
  }

  /** The numbers of an enum by name, without the name that stands for all unknown ones. */
  static <E extends Enum<E>> Map<String, Integer> numbersByName(
      E[] values, ToIntFunction<E> number) {
    return Arrays.stream(values)
        .filter(value -> !value.name().equals("UNRECOGNIZED"))
        .collect(Collectors.toUnmodifiableMap(Enum::name, number::applyAsInt));
  }
}
