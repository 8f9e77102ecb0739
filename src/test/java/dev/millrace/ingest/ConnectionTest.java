package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.database.PostgresResource;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections as clients keep them, and what a browser of another origin is told by default. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class ConnectionTest {

  private static final String REQUEST = "GET /health HTTP/1.1\r\nHost: test\r\n\r\n";

  @Inject
  @ConfigProperty(name = "quarkus.http.idle-timeout")
  Duration idleTimeout;

  @Tag("R-70")
  @Test
  void keepsIdleConnectionLongerThanAnyExporterIsQuiet() {
    assertThat(idleTimeout).isGreaterThanOrEqualTo(Duration.ofSeconds(75));
  }

  @Tag("R-70")
  @Test
  void answersAgainOnConnectionThatWasQuiet() throws IOException, InterruptedException {
    try (RawHttp connection = new RawHttp()) {
      assertThat(answer(connection)).isEqualTo("HTTP/1.1 200 OK");
      Thread.sleep(Duration.ofSeconds(2).toMillis());
      assertThat(answer(connection)).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Tag("R-71")
  @Test
  void letsNoOtherOriginInByDefault() {
    HttpResponse<byte[]> response =
        new Wire()
            .send(
                "OPTIONS",
                "/v1/logs",
                new byte[0],
                "Origin",
                "https://app.example.com",
                "Access-Control-Request-Method",
                "POST");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
  }

  /** Sends the request and reads its whole answer; gives its first line. */
  private static String answer(RawHttp connection) throws IOException {
    connection.say(REQUEST);
    String first = connection.line();
    assertThat(connection.upTo("\r\n\r\nok\n")).doesNotContain("close");
    return first;
  }
}
