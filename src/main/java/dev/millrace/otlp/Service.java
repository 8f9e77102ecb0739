package dev.millrace.otlp;

import dev.millrace.PlainText;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.Optional;

/**
 * The program that a resource says it is.
 *
 * @param name attribute {@code service.name}
 * @param version attribute {@code service.version}; empty if there is none
 */
public record Service(String name, String version) {

  /** What a program is called is no longer; anything beyond is cut off. */
  private static final int MAX_LENGTH = 100;

  /** The program of the resource; empty if it names none. */
  static Optional<Service> of(Resource resource) {
    String name = text(resource, "service.name");
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(new Service(name, text(resource, "service.version")));
  }

  private static String text(Resource resource, String key) {
    return resource.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(KeyValue::getValue)
        .map(value -> value.getStringValue().strip())
        .filter(PlainText::isPlain)
        .map(value -> value.substring(0, Math.min(MAX_LENGTH, value.length())))
        .reduce((first, last) -> last)
        .orElse("");
  }

  /** Name and version, as people write them. */
  @Override
  public String toString() {
    return version.isEmpty() ? name : name + " " + version;
  }
}
