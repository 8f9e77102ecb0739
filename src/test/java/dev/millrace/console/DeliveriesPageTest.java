package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.KeyId;
import dev.millrace.MovableClock;
import dev.millrace.Signal;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.people.TestOrganisation;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an owner is told about what arrives. */
@QuarkusTest
class DeliveriesPageTest extends ConsoleTest {

  @Inject Deliveries deliveries;
  @Inject ConsoleConfig config;
  @Inject Clock clock;

  private KeyId key;

  @BeforeEach
  void makeKey() {
    key = Token.parse(organisation.token(Scope.OTEL_WRITE)).orElseThrow().id();
  }

  @Test
  void saysWhatToDoWhereNothingHasArrived() {
    Page page = owner.get("/deliveries");

    assertThat(page.text(".empty h2")).isEqualTo("Nothing has arrived yet");
    assertThat(page.only(".empty a").attr("href")).isEqualTo("/setup");
  }

  @Test
  void showsWhatArrived() {
    deliveries.accepted(source(Signal.METRICS), 41, 12_345, 2, Map.of(), "OTel-OTLP-Exporter/2.1");

    Page page = owner.get("/deliveries");

    assertThat(page.texts("tbody td"))
        .containsExactly(
            "metrics", "arriving", "just now first just now", "1", "41", "12.3 kB", "2", "none");
    assertThat(page.text("tbody th")).isEqualTo("a test's " + key + " OTel-OTLP-Exporter/2.1");
  }

  @Test
  void showsWhatWasRefusedAndWhy() {
    deliveries.refused(source(Signal.LOGS), 415, "the Content-Type is <b>odd</b>");

    Page page = owner.get("/deliveries");

    assertThat(page.text("tbody .chip")).isEqualTo("all refused");
    assertThat(page.text(".refusal")).startsWith("415: the Content-Type is <b>odd</b>");
  }

  @Test
  void marksKeyThatHasGoneQuiet() {
    deliveries.accepted(source(Signal.METRICS), 1, 1, 0, Map.of(), null);
    assertThat(owner.get("/deliveries").text("tbody .chip")).isEqualTo("arriving");
    ((MovableClock) clock).advance(config.quietAfter().minus(Duration.ofHours(1)));
    owner = Browser.signedIn(organisation.token(Scope.ADMIN));
    assertThat(owner.get("/deliveries").text("tbody .chip")).isEqualTo("idle");

    ((MovableClock) clock).advance(Duration.ofHours(1).plusSeconds(1));

    assertThat(owner.get("/deliveries").text("tbody .chip")).isEqualTo("quiet");
  }

  @Test
  void doesNotExpectAnythingOfRevokedKey() {
    deliveries.accepted(source(Signal.METRICS), 1, 1, 0, Map.of(), null);
    keys.revoke(organisation.id(), key);

    assertThat(owner.get("/deliveries").text("tbody .chip")).isEqualTo("key ended");
  }

  @Test
  void showsNothingOfAnotherOrganisation() {
    deliveries.accepted(source(Signal.METRICS), 1, 1, 0, Map.of(), null);

    Browser stranger = Browser.signedIn(new TestOrganisation(people, keys).token(Scope.ADMIN));

    assertThat(stranger.get("/deliveries").html().text()).doesNotContain(key.value());
  }

  private Deliveries.Source source(Signal signal) {
    return new Deliveries.Source(organisation.id(), key, signal);
  }
}
