package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.database.PostgresResource;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a browser is told of other origins where one is let in; else see {@link ConnectionTest}. */
@QuarkusTest
@TestProfile(EveryOption.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
@Tag("R-71")
class CorsTest {

  private static final String ALLOWED_ORIGIN = "Access-Control-Allow-Origin";

  private final Wire wire = new Wire();

  @Test
  void letsBrowserOfTheOriginSendWhatExportersSend() {
    HttpResponse<byte[]> response = preflight(EveryOption.ORIGIN);

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().allValues(ALLOWED_ORIGIN)).containsExactly(EveryOption.ORIGIN);
    assertThat(header(response, "Access-Control-Allow-Methods")).contains("POST");
    assertThat(header(response, "Access-Control-Allow-Headers").toLowerCase(Locale.ROOT))
        .contains("content-type", "authorization", "content-encoding");
  }

  @Test
  void refusesBrowserOfOtherOrigin() {
    HttpResponse<byte[]> response = preflight("https://other.example.com");

    assertThat(response.headers().firstValue(ALLOWED_ORIGIN)).isEmpty();
    assertThat(response.statusCode()).isEqualTo(403);
  }

  @Test
  void showsTheOriginItsAnswer() {
    HttpResponse<byte[]> response =
        wire.send(
            "POST",
            "/v1/logs",
            new byte[0],
            "Origin",
            EveryOption.ORIGIN,
            "Content-Type",
            "application/json");

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().allValues(ALLOWED_ORIGIN)).containsExactly(EveryOption.ORIGIN);
  }

  private HttpResponse<byte[]> preflight(String origin) {
    return wire.send(
        "OPTIONS",
        "/v1/logs",
        new byte[0],
        "Origin",
        origin,
        "Access-Control-Request-Method",
        "POST",
        "Access-Control-Request-Headers",
        "authorization,content-type,content-encoding");
  }

  private static String header(HttpResponse<byte[]> response, String name) {
    return String.join(",", response.headers().allValues(name));
  }
}
