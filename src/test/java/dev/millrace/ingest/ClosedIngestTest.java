package dev.millrace.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import dev.millrace.store.FolderResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The OTLP routes where they are closed: as on the console function. */
@QuarkusTest
@TestProfile(ClosedIngestTest.ApiOnly.class)
class ClosedIngestTest {

  @Tag("R-30")
  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void hidesRoutesBehindStatus(String method) throws Exception {
    byte[] body =
        given()
            .contentType("application/x-protobuf")
            .request(method, "/v1/metrics")
            .then()
            .statusCode(404)
            .contentType("application/x-protobuf")
            .extract()
            .asByteArray();

    assertThat(Status.parseFrom(body).getMessage())
        .isEqualTo("exports are not taken at this address");
  }

  /** The API's side, whose database is not asked here. */
  public static final class ApiOnly implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "millrace.http.routes", "api",
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
