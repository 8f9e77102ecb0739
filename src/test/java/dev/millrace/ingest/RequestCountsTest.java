package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.counters.Scrape;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.otlp.TestExports;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is counted of requests: each once, whatever became of it and wherever it was answered. */
@QuarkusTest
@TestProfile(EveryOption.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class RequestCountsTest {

  private static final String PROTOBUF = "application/x-protobuf";
  private static final byte[] BODY = TestExports.log("hello", "k", "v").message().toByteArray();

  private final Wire wire = new Wire();

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject ObjectStore objects;

  private Scrape counters;
  private BreakableStore store;
  private TestOrganisation organisation;
  private String token;

  @BeforeEach
  void enrol() {
    store = (BreakableStore) objects;
    organisation = new TestOrganisation(people, keys);
    token = organisation.token(Scope.OTEL_WRITE);
    counters = new Scrape();
  }

  @AfterEach
  void repair() {
    store.repair();
  }

  @Test
  void countsWhatLanded() {
    post("/v1/logs", token, BODY, 200);

    assertThat(counters.added())
        .isEqualTo(Map.of("requests", 1L, "landed", 1L, "items", 1L, "bytes", (long) BODY.length));
  }

  @Test
  void countsWhatWasLeftOut() {
    String body =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"traceId\":\"1\"},"
            + "{\"attributes\":[{\"key\":\"prompt\",\"value\":{\"stringValue\":\"a secret\"}}]}]}]}]}";
    wire.post("/v1/logs", token, "application/json", body.getBytes(UTF_8));

    assertThat(counters.added())
        .containsEntry("items", 1L)
        .containsEntry("items_rejected", 1L)
        .containsEntry("content_removed", 1L);
  }

  @Test
  void countsRefusedRequests() {
    post("/v1/logs", "no key", BODY, 401);
    post("/v1/logs", organisation.token(Scope.USAGE_READ), BODY, 403);

    assertThat(counters.added()).isEqualTo(Map.of("requests", 2L, "refused", 2L));
  }

  @Test
  void countsRequestsOfWhoSendsTooMuch() {
    for (int i = 0; i < EveryOption.REQUESTS_PER_MINUTE; i++) {
      post("/v1/logs", token, BODY, 200);
    }
    post("/v1/logs", token, BODY, 429);

    assertThat(counters.added()).containsEntry("requests", 9L).containsEntry("refused", 1L);
  }

  @Test
  void countsBadRequests() {
    post("/v1/logs", token, new byte[] {1}, 400);
    post("/v1/profiles", token, BODY, 404);
    assertThat(wire.send("GET", "/v1/logs", new byte[0]).statusCode()).isEqualTo(405);
    assertThat(wire.post("/v1/logs", token, "text/plain", BODY).statusCode()).isEqualTo(415);
    assertThat(wire.post("/v1/logs", token, "none at all", BODY).statusCode()).isEqualTo(415);

    assertThat(counters.added()).isEqualTo(Map.of("requests", 5L, "bad", 5L));
  }

  @Test
  void countsRequestThatIsTooLargeToBeRead() throws IOException {
    String answer =
        RawHttp.statusLine(
            "POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413 ");
    assertThat(counters.added()).isEqualTo(Map.of("requests", 1L, "bad", 1L));
  }

  @Test
  void countsWhatIsToBeSentAgainAndFaults() {
    store.breakDown("raw/");
    post("/v1/logs", token, BODY, 503);
    store.fail("raw/", new IllegalStateException("a fault"));
    post("/ai/otel/v1/logs/", token, BODY, 500);

    assertThat(counters.added()).isEqualTo(Map.of("requests", 2L, "unavailable", 1L, "failed", 1L));
  }

  @Test
  void countsNoRequestOfOthers() {
    wire.send("GET", "/health", new byte[0]);
    wire.send("GET", "/v1/organizations/usage_report/claude_code", new byte[0]);

    assertThat(counters.added()).isEmpty();
  }

  private void post(String path, String key, byte[] body, int status) {
    assertThat(wire.post(path, key, PROTOBUF, body).statusCode()).isEqualTo(status);
  }
}
