package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.MovableClock;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.BreakableStoreProfile;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is logged of requests at every level: neither key nor header nor payload. */
@QuarkusTest
@TestProfile(BreakableStoreProfile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class LogSecrecyTest {

  private static final String PAYLOAD = "what-nobody-may-read";
  private static final String AGENT = "agent-of-a-person/1.0";
  private static final String GOOD =
      "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"%s\"},"
          + "\"attributes\":[{\"key\":\"%s\",\"value\":{\"stringValue\":\"%s\"}}]}]}]}]}";

  private final Wire wire = new Wire();
  private final Collecting logged = new Collecting();
  private final Logger ours = Logger.getLogger("dev.millrace");

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject ObjectStore objects;
  @Inject Clock clock;

  private Level before;
  private BreakableStore store;
  private String token;

  @BeforeEach
  void listen() {
    store = (BreakableStore) objects;
    token = new TestOrganisation(people, keys).token(Scope.OTEL_WRITE);
    // Outages are told of once a minute, and other tests have some too.
    ((MovableClock) clock).advance(Duration.ofHours(1));
    before = ours.getLevel();
    ours.setLevel(Level.ALL);
    ours.addHandler(logged);
  }

  @AfterEach
  void stop() {
    ours.removeHandler(logged);
    ours.setLevel(before);
    store.repair();
  }

  @Test
  void aFaultIsLoggedWithoutWhatWasSent() {
    store.fail("raw/", new IllegalStateException("a fault"));

    send(GOOD.formatted(PAYLOAD, PAYLOAD, PAYLOAD), token);

    assertThat(logged.texts).anySatisfy(text -> assertThat(text).contains("a fault"));
    assertNothingTold();
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw/", "keys/", "deliveries/"})
  void anOutageIsLoggedWithoutWhatWasSent(String prefix) {
    store.breakDown(prefix);

    send(GOOD.formatted(PAYLOAD, PAYLOAD, PAYLOAD), token);

    assertThat(logged.texts).isNotEmpty();
    assertNothingTold();
  }

  @Test
  void requestsThatAreRefusedAreLoggedWithoutWhatWasSent() {
    send("{\"resourceLogs\":\"" + PAYLOAD + "\"}", token);
    send(PAYLOAD, token);
    send(GOOD.formatted(PAYLOAD, PAYLOAD, PAYLOAD), token + PAYLOAD);
    send(GOOD.formatted(PAYLOAD, PAYLOAD, PAYLOAD), "mro_" + PAYLOAD);

    assertNothingTold();
  }

  private void assertNothingTold() {
    String secret = Token.parse(token).orElseThrow().secret();
    assertThat(logged.texts)
        .allSatisfy(text -> assertThat(text).doesNotContain(secret, token, PAYLOAD, AGENT));
  }

  private void send(String body, String key) {
    wire.send(
        "POST",
        "/v1/logs",
        body.getBytes(UTF_8),
        "Authorization",
        "Bearer " + key,
        "Content-Type",
        "application/json",
        "User-Agent",
        AGENT);
  }

  /** Keeps everything that is logged, stack traces too. */
  private static final class Collecting extends Handler {

    private final Queue<String> texts = new ConcurrentLinkedQueue<>();

    @Override
    public void publish(LogRecord record) {
      StringWriter text = new StringWriter();
      text.append(String.valueOf(record.getMessage()));
      if (record.getParameters() != null) {
        for (Object parameter : record.getParameters()) {
          text.append(' ').append(String.valueOf(parameter));
        }
      }
      if (record.getThrown() != null) {
        record.getThrown().printStackTrace(new PrintWriter(text, true));
      }
      texts.add(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
