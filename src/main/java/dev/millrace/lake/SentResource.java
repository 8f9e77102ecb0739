package dev.millrace.lake;

import io.opentelemetry.proto.common.v1.EntityRef;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource of an export, with what its rows repeat made once.
 *
 * @param rank tells its landed object from others
 * @param serviceName {@code service.name}; null if that is no string
 * @param serviceVersion {@code service.version}; likewise
 * @param promoted values that records without their own take over
 * @param attributes all of them as JSON; null if there are none
 * @param entityRefs as JSON; null if there are none
 */
record SentResource(
    LandedExport landed,
    Resource resource,
    String schemaUrl,
    long rank,
    @Nullable String serviceName,
    @Nullable String serviceVersion,
    PromotedAttributes promoted,
    @Nullable String attributes,
    @Nullable String entityRefs) {

  static SentResource of(LandedExport landed, Resource resource, String schemaUrl) {
    return new SentResource(
        landed,
        resource,
        schemaUrl,
        rank(landed),
        attribute(resource, "service.name"),
        attribute(resource, "service.version"),
        PromotedAttributes.of(resource.getAttributesList(), PromotedAttributes.NONE),
        OtlpJson.attributes(resource.getAttributesList()),
        OtlpJson.array(resource.getEntityRefsList(), SentResource::writeEntityRef));
  }

  /** About how many bytes each row repeats of it. */
  long bytes() {
    return schemaUrl.length()
        + (attributes == null ? 0 : attributes.length())
        + (entityRefs == null ? 0 : entityRefs.length());
  }

  /** By all digits of the hash: that of a string has 32 bits, which thousands may share. */
  private static long rank(LandedExport landed) {
    Rank rank = new Rank();
    landed.objectHash().chars().forEach(rank::add);
    return rank.add(landed.origin().keyId()).value();
  }

  /** The last string attribute of this key; null if there is none. */
  private static @Nullable String attribute(Resource resource, String key) {
    String text = null;
    for (KeyValue attribute : resource.getAttributesList()) {
      if (attribute.getKey().equals(key) && attribute.getValue().hasStringValue()) {
        text = attribute.getValue().getStringValue();
      }
    }
    return text;
  }

  private static void writeEntityRef(JsonText json, EntityRef entity) {
    json.startObject();
    json.name("schema_url");
    json.string(entity.getSchemaUrl());
    json.name("type");
    json.string(entity.getType());
    writeKeys(json, "id_keys", entity.getIdKeysList());
    writeKeys(json, "description_keys", entity.getDescriptionKeysList());
    json.endObject();
  }

  private static void writeKeys(JsonText json, String name, List<String> keys) {
    json.name(name);
    OtlpJson.writeArray(json, keys, JsonText::string);
  }
}
