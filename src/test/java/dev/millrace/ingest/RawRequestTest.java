package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no HTTP library writes for us: as old, careful or careless clients send them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class RawRequestTest {

  @Inject People people;
  @Inject KeyRegistry keys;

  private String token;

  @BeforeEach
  void enrol() {
    token = new TestOrganisation(people, keys).token(Scope.OTEL_WRITE);
  }

  @Tag("R-10")
  @Tag("R-11")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Encoding: identity                          | 200",
        "Content-Encoding: IDENTITY                          | 200",
        "Content-Encoding:                                   | 200",
        "Content-Encoding: gzip, gzip                        | 415",
        "Content-Encoding: identity, gzip                    | 415",
        "Content-Encoding: br                                | 415",
        "Content-Encoding: br;content-encoding: zstd         | 415"
      })
  void readsOneContentCodingAndNoList(String headers, int status) throws IOException {
    assertThat(answer("POST /v1/logs HTTP/1.1", headers.replace(";", "\r\n"), "{}"))
        .startsWith("HTTP/1.1 " + status)
        .containsIgnoringCase("content-type: application/json\r\n");
  }

  @Tag("R-10")
  @Test
  void readsGzipInChunks() throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write("{\"resourceLogs\":[]}".getBytes(US_ASCII));
    }
    String whole = gzip.toString(ISO_8859_1);
    String chunks =
        "5\r\n" + whole.substring(0, 5) + "\r\n" + Integer.toHexString(whole.length() - 5) + "\r\n";

    assertThat(
            sent(
                "POST /v1/logs HTTP/1.1",
                "Content-Encoding: GZip\r\nTransfer-Encoding: chunked",
                chunks + whole.substring(5) + "\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .endsWith("\r\n{}");
  }

  @Tag("R-03")
  @Test
  void answersHeadWithoutBody() throws IOException {
    assertThat(answer("HEAD /v1/logs HTTP/1.1", "X-A: b", ""))
        .startsWith("HTTP/1.1 405")
        .containsIgnoringCase("allow: POST\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void answersHttp10() throws IOException {
    assertThat(answer("POST /v1/logs HTTP/1.0", "X-A: b", "{}")).contains(" 200 OK");
  }

  @Test
  void tellsCarefulClientToGoOn() throws IOException {
    try (RawHttp connection = new RawHttp()) {
      connection.say(head("POST /v1/logs HTTP/1.1", "Expect: 100-continue", 2));
      assertThat(connection.line()).isEqualTo("HTTP/1.1 100 Continue");
      connection.say("{}");
      assertThat(connection.line()).isEmpty();
      assertThat(connection.line()).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  /**
   * Of a length beside chunks see {@link HostileRequestTest}: Netty drops it, as RFC 9112 allows.
   */
  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1, Transfer-Encoding: identity, Content-Length: 5",
    "HTTP/1.1, Transfer-Encoding: nonsense, Content-Length: 5",
    "HTTP/1.0, Transfer-Encoding: chunked, Content-Length: 5",
    "HTTP/1.1, Content-Length: 5, Content-Length: 6",
    "HTTP/1.1, Content-Length: 5, 'Content-Length: 5, 6'"
  })
  void closesConnectionOfRequestThatSaysTwiceWhereItEnds(
      String version, String first, String second) throws IOException {
    for (String path : new String[] {"/v1/logs", "/health", "/sign-in", "/api/keys"}) {
      String smuggled = "GET /health HTTP/1.1\r\nHost: test\r\n\r\n";
      String head = head("POST " + path + " " + version, first + "\r\n" + second, -1);

      String answers = RawHttp.exchange(head + "0\r\n\r\n" + smuggled + smuggled);

      assertThat(answers).startsWith("HTTP/1.").contains(" 400 ").doesNotContain(" 200 OK");
    }
  }

  @Test
  void takesNextRequestOfConnectionThatSaysOnceWhereEachEnds() throws IOException {
    String chunks = "2\r\n{}\r\n0\r\n\r\n";
    String next = head("POST /v1/logs HTTP/1.1", "Connection: close", 2) + "{}";

    String answers =
        RawHttp.exchange(
            head("POST /v1/logs HTTP/1.1", "Transfer-Encoding: chunked", -1) + chunks + next);

    assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(3);
  }

  @Tag("R-39")
  @ParameterizedTest
  @CsvSource({"/v1/logs?secret=1", "/v1/../v1/logs", "/v1/%6Cogs", "/v1/logs;a=b", "/v1/%00"})
  void answersOddPathsWithoutFault(String path) throws IOException {
    assertThat(answer("POST " + path + " HTTP/1.1", "X-A: b", "{}"))
        .matches("(?s)HTTP/1.1 (200|400|404) .*")
        .doesNotContain("secret");
  }

  private String answer(String first, String headers, String body) throws IOException {
    return sent(first, headers + "\r\nContent-Length: " + body.length(), body);
  }

  private String sent(String first, String headers, String body) throws IOException {
    return RawHttp.exchange(head(first, headers + "\r\nConnection: close", -1) + body);
  }

  private String head(String first, String headers, int length) {
    return first
        + "\r\nHost: test\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
            .formatted(token)
        + headers
        + (length < 0 ? "" : "\r\nContent-Length: " + length)
        + "\r\n\r\n";
  }
}
