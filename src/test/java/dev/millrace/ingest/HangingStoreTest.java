package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.otlp.Encoding;
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
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What senders are told while calls to the store do not come back: these end after the answers. */
@QuarkusTest
@TestProfile(EveryOption.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class HangingStoreTest {

  private static final Duration EXPORTER_TIMEOUT = Duration.ofSeconds(10);

  /** Two hundred threads that wait two seconds each take twelve for so many, one after another. */
  private static final int CROWD = 1200;

  private final Wire wire = new Wire();

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject ObjectStore objects;

  private BreakableStore store;
  private String token;

  @BeforeEach
  void enrol() {
    store = (BreakableStore) objects;
    token = new TestOrganisation(people, keys).token(Scope.OTEL_WRITE);
  }

  @AfterEach
  void repair() {
    store.repair();
  }

  @Tag("R-33")
  @Tag("R-34")
  @Tag("R-36")
  @ParameterizedTest
  @CsvSource({"raw/, could not be stored", "keys/, cannot be checked"})
  void asksToSendAgain(String hanging, String why) {
    store.hang(hanging);

    HttpResponse<byte[]> response = send();

    assertThat(StatusAssert.messageOf(response, 503, Encoding.PROTOBUF)).contains(why);
    assertThat(response.headers().allValues("Retry-After")).containsExactly("5");
    store.repair();
    assertThat(send().statusCode()).isEqualTo(200);
  }

  /** More than there are threads for several times over: what has waited for one waits no more. */
  @Tag("R-33")
  @Tag("R-36")
  @Test
  void asksCrowdToSendAgainBeforeItsExportersGiveUp() {
    store.hang("keys/");
    Wire exporter = new Wire(EXPORTER_TIMEOUT);
    byte[] body = body();

    List<CompletableFuture<HttpResponse<byte[]>>> crowd =
        IntStream.range(0, CROWD)
            .mapToObj(i -> exporter.posting("/v1/logs", token, "application/x-protobuf", body))
            .toList();

    assertThat(crowd.stream().map(CompletableFuture::join))
        .allSatisfy(
            response -> {
              assertThat(response.statusCode()).isEqualTo(503);
              assertThat(response.headers().allValues("Retry-After")).containsExactly("5");
            });
  }

  @Tag("R-26")
  @Test
  void acknowledgesWhatLandedThoughItsHeartbeatHangs() {
    store.hang("deliveries/");

    assertThat(send().statusCode()).isEqualTo(200);
  }

  @Tag("R-72")
  @Test
  void answersToHealthWithoutAskingTheStore() {
    store.hang("");

    assertThat(wire.send("GET", "/health", new byte[0]).statusCode()).isEqualTo(200);
  }

  private HttpResponse<byte[]> send() {
    return wire.post("/v1/logs", token, "application/x-protobuf", body());
  }

  private static byte[] body() {
    return TestExports.log("hello", "k", "v").message().toByteArray();
  }
}
