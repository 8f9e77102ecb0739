package dev.millrace.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code template.yaml} as it is written: references are the text that they are written with, so
 * that {@code !Ref Bucket} is {@code Bucket}.
 */
public record Template(JsonNode content) {

  /** Reads the one of this repository. */
  public static Template read() {
    try {
      return new Template(new YAMLMapper().readTree(Path.of("template.yaml").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What can be said when it is deployed, by name. */
  Map<String, JsonNode> parameters() {
    return members(content.get("Parameters"));
  }

  /** The properties of the resources of a type, by logical id. */
  Map<String, JsonNode> resources(String type) {
    return members(content.get("Resources")).entrySet().stream()
        .filter(resource -> resource.getValue().get("Type").asText().equals(type))
        .collect(
            Collectors.toMap(Map.Entry::getKey, resource -> resource.getValue().get("Properties")));
  }

  /** The properties of one resource. */
  public JsonNode resource(String logicalId) {
    return content.get("Resources").get(logicalId).get("Properties");
  }

  private static Map<String, JsonNode> members(JsonNode node) {
    return node.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
