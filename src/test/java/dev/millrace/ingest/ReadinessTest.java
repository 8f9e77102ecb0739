package dev.millrace.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.millrace.database.PostgresResource;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.BreakableStoreProfile;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of the store, the database and the owner key to whoever waits for them. */
@QuarkusTest
@TestProfile(BreakableStoreProfile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class ReadinessTest {

  /** Longer than an answer of the last half second is good for, on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject ObjectStore objects;

  private BreakableStore store;

  @BeforeEach
  void find() {
    store = (BreakableStore) objects;
  }

  @AfterEach
  void repair() {
    store.repair();
  }

  /** Nothing starts the application as the local server does, so nobody writes an owner key. */
  @Test
  void saysWhatIsThereAndWhatIsNot() {
    eventually("store", "ok");
    eventually("database", "ok");
    eventually("owner key", "not written yet: the server is starting");
  }

  @Test
  void saysThatTheStoreIsOutOfReach() {
    store.breakDown("keys/");

    eventually("store", "out of reach");
    store.repair();
    eventually("store", "ok");
  }

  @Test
  void saysThatTheStoreHangsWhileHealthAnswers() {
    store.hang("keys/");

    eventually("store", "does not answer");
    given().get("/health").then().statusCode(200).body(equalTo("ok\n"));
    store.repair();
    eventually("store", "ok");
  }

  private static void eventually(String what, String said) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!said.equals(asked(what)) && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    assertThat(asked(what)).isEqualTo(said);
  }

  private static String asked(String what) {
    Response response = given().get("/health/ready");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.header("Retry-After")).isEqualTo("1");
    return response.jsonPath().getString("'" + what + "'");
  }
}
