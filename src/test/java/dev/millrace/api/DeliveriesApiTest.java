package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.Signal;
import dev.millrace.database.PostgresResource;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who sees which deliveries over HTTP. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class DeliveriesApiTest {

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject Deliveries deliveries;

  private TestOrganisation organisation;
  private String first;
  private String second;

  @BeforeEach
  void deliver() {
    organisation = new TestOrganisation(people, keys);
    first = delivering(organisation);
    second = delivering(organisation);
    delivering(new TestOrganisation(people, keys));
  }

  @Test
  void showsOwnerEveryKeyOfTheirOrganisation() {
    Api owner = new Api(organisation.token(Scope.ADMIN));

    assertThat(Api.texts(owner.get("/api/deliveries"), "key_id"))
        .containsExactlyInAnyOrder(id(first), id(second));
  }

  @Test
  void showsAnotherKeyItselfOnly() {
    assertThat(Api.texts(new Api(first).get("/api/deliveries"), "key_id"))
        .containsExactly(id(first));
  }

  @Test
  void showsKeyThatDeliveredNothingNothing() {
    assertThat(Api.json(new Api(organisation.token(Scope.USAGE_READ)).get("/api/deliveries")))
        .isEmpty();
  }

  @Test
  void showsWhatWasRefusedAndWhy() {
    deliveries.refused(source(organisation, second), 415, "the Content-Type is odd");

    JsonNode heartbeat = Api.json(new Api(second).get("/api/deliveries")).get(0);

    assertThat(heartbeat.get("requests").asInt()).isEqualTo(1);
    assertThat(heartbeat.get("last_refusal").get("status").asInt()).isEqualTo(415);
    assertThat(heartbeat.get("last_refusal").get("why").asText())
        .isEqualTo("the Content-Type is odd");
  }

  private String delivering(TestOrganisation of) {
    String token = of.token(Scope.OTEL_WRITE);
    deliveries.accepted(source(of, token), 3, 100, 0, Map.of(), "a test");
    return token;
  }

  private static Deliveries.Source source(TestOrganisation of, String token) {
    return new Deliveries.Source(of.id(), Token.parse(token).orElseThrow().id(), Signal.METRICS);
  }

  private static String id(String token) {
    return Token.parse(token).orElseThrow().id().value();
  }
}
