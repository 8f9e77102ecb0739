package dev.millrace.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.keys.KeyKind;
import dev.millrace.keys.PublishedKeys;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.keys.Verifier;
import dev.millrace.landing.LandedExports;
import dev.millrace.otlp.OtlpJsonWriter;
import dev.millrace.otlp.TestExports;
import dev.millrace.store.FolderResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application with its OTLP side open only, and no database: as the ingest function runs. */
@QuarkusTest
@TestProfile(IngestFunctionTest.IngestOnly.class)
class IngestFunctionTest {

  private static final OrgId ORG = new OrgId("acme");

  @Inject PublishedKeys published;
  @Inject LandedExports landed;

  @Test
  void landsExportWithoutDatabase() {
    given()
        .header("Authorization", "Bearer " + publishedToken())
        .contentType("application/json")
        .body(new OtlpJsonWriter().write(TestExports.log("hello", "k", "v")))
        .post("/v1/logs")
        .then()
        .statusCode(200);

    assertThat(landed.list(new Partition(ORG, LocalDate.parse("2026-11-23")))).hasSize(1);
  }

  @Tag("R-72")
  @Test
  void answersToHealth() {
    given().get("/health").then().statusCode(200);
  }

  @Test
  void hidesTheApiBehindProblem() {
    for (String path : List.of("/api/keys", "/api/rollups", "/api/none")) {
      String problem =
          given()
              .get(path)
              .then()
              .statusCode(404)
              .contentType("application/problem+json")
              .extract()
              .asString();
      assertThat(problem).contains("the API is not at this address");
    }
  }

  private String publishedToken() {
    Token token = new Token(KeyKind.ORGANIZATION, new KeyId("key000000001"), "s".repeat(43));
    published.publish(
        new Verifier(
            token.id(),
            ORG,
            token.kind(),
            null,
            Set.of(Scope.OTEL_WRITE),
            token.secretSha256(),
            null,
            null));
    return token.text();
  }

  /** The OTLP side, and an address that is nobody's as the database. */
  public static final class IngestOnly implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "millrace.http.routes", "ingest",
          "quarkus.datasource.reactive.url", "postgresql://none.invalid/none");
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(FolderResource.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }
}
