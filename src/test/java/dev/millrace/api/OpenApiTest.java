package dev.millrace.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.database.PostgresResource;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the API says of itself. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class OpenApiTest {

  @Test
  void saysThatRequestsCarryKeys() {
    JsonNode description = description();

    JsonNode scheme = description.at("/components/securitySchemes/key");
    assertThat(scheme.get("type").asText()).isEqualTo("http");
    assertThat(scheme.get("scheme").asText()).isEqualTo("bearer");
    assertThat(description.at("/security/0").has("key")).isTrue();
  }

  @Test
  void describesEveryRouteAndNoPage() {
    JsonNode paths = description().get("paths");
    List<String> described = List.copyOf(paths.properties().stream().map(e -> e.getKey()).toList());

    assertThat(described).containsAll(Route.all().map(Route::path).toList());
    assertThat(described)
        .noneMatch(path -> Stream.of("/keys", "/sign-in", "/").anyMatch(path::equals));
  }

  private static JsonNode description() {
    return Api.json(given().queryParam("format", "json").get("/q/openapi"));
  }
}
