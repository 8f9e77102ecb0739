package dev.millrace;

import static io.restassured.RestAssured.given;

import dev.millrace.store.FolderResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is answered where a proxy stands in front. */
@QuarkusTest
@TestProfile(FrontDoorTest.Behind.class)
class FrontDoorTest {

  private static final String HEADER = "X-Millrace-Front";
  private static final String SECRET = "only the proxy knows this";

  @ParameterizedTest
  @CsvSource({"POST, /v1/metrics", "GET, /api/usage", "GET, /", "GET, /sign-in", "GET, /nowhere"})
  void refusesWhoGoesAroundTheProxy(String method, String path) {
    for (String said : List.of("", SECRET + "!", SECRET.toUpperCase(Locale.ROOT))) {
      given().header(HEADER, said).request(method, path).then().statusCode(403);
    }
    given().request(method, path).then().statusCode(403);
  }

  @Test
  void answersWhoComesThroughIt() {
    given().header(HEADER, SECRET).post("/v1/metrics").then().statusCode(401);
    given().header(HEADER, SECRET).get("/sign-in").then().statusCode(200);
  }

  /** The program behind CloudFront, whose database is not asked here. */
  public static final class Behind implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "millrace.http.front-secret",
          SECRET,
          "quarkus.datasource.reactive.url",
          "postgresql://none.invalid/none");
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
