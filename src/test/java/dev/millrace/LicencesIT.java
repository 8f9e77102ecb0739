package dev.millrace;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The licences of what is shipped, by the bill of materials that the build makes; the list is left
 * in {@code target/licences.txt}.
 */
class LicencesIT {

  /** Whoever ships Millrace owes those no more than their notice, or their own source unchanged. */
  private static final Set<String> GOOD =
      Set.of(
          "Apache-2.0",
          "MIT",
          "MIT-0",
          "0BSD",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-1.0",
          "EPL-2.0");

  @Test
  void leaveEveryoneFreeToShip() throws IOException {
    Path bill = Path.of("target", "bom.json");
    assumeThat(bill).as("made by the build unless -Dquick").exists();
    List<Component> components =
        each(new ObjectMapper().readTree(bill.toFile()).get("components"))
            .map(Component::of)
            .toList();

    Files.write(
        Path.of("target", "licences.txt"), components.stream().map(Component::line).toList());

    assertThat(components)
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.licences()).as(it.name()).containsAnyElementsOf(GOOD));
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /**
   * One library.
   *
   * @param licences any of which its user may choose
   */
  private record Component(String name, List<String> licences) {

    static Component of(JsonNode of) {
      return new Component(
          of.get("purl").asText(), each(of.path("licenses")).map(Component::licence).toList());
    }

    /** Its SPDX identifier, or else what it calls itself. */
    private static String licence(JsonNode of) {
      JsonNode license = of.path("license");
      return license.path("id").asText(license.path("name").asText(of.path("expression").asText()));
    }

    String line() {
      return licences.stream().collect(joining(" or ", name + "  ", ""));
    }
  }
}
