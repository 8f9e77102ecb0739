package dev.millrace.api;

import static dev.millrace.api.ProblemAssert.detailOfProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.KeyId;
import dev.millrace.MovableClock;
import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.database.PostgresResource;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.people.Identities;
import dev.millrace.people.Member;
import dev.millrace.people.People;
import dev.millrace.people.Role;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.usage.Computed;
import dev.millrace.usage.ErasureRuns;
import dev.millrace.usage.RollupRuns;
import dev.millrace.usage.TestUsage;
import dev.millrace.usage.UsageLedger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in to which route, and that nobody sees or changes anything of another's. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class AccessTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  private static int minutes;

  @Inject People people;
  @Inject Identities identities;
  @Inject KeyRegistry keys;
  @Inject Deliveries deliveries;
  @Inject UsageLedger ledger;
  @Inject RollupRuns runs;
  @Inject ErasureRuns erasures;
  @Inject Clock clock;

  private final String email = "ada-" + UUID.randomUUID() + "@example.com";
  private TestOrganisation organisation;
  private KeyId key;
  private UUID erasure;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
    key = Token.parse(organisation.personalToken(email, Scope.OTEL_WRITE)).orElseThrow().id();
    deliveries.accepted(
        new Deliveries.Source(organisation.id(), key, Signal.LOGS), 1, 1, 0, Map.of(), null);
    ledger.replace(
        organisation.id(),
        DAY,
        List.of(new TestUsage(DAY).by(email).row()),
        new Computed(clock.instant(), DAY));
    identities.merge(organisation.id(), "laptop", email);
    runs.requested(new Partition(organisation.id(), DAY), "a test");
    erasure = erasures.requested(organisation.id(), "a test").id();
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.api.Route#all")
  void refusesRequestWithoutKey(Route route) {
    Response response = send(route, given());

    assertThat(detailOfProblem(response, 401)).contains("Authorization");
    assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.api.Route#all")
  void refusesKeyThatIsNone(Route route) {
    forgetWrongKeys();
    Response response = send(route, given().header("Authorization", "Bearer mro_nonsense"));

    assertThat(detailOfProblem(response, 401)).contains("not a Millrace API key");
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.api.Route#withScope")
  void refusesKeyThatHasEveryScopeButTheOneNeeded(Route route) {
    Scope[] others =
        Arrays.stream(Scope.values())
            .filter(scope -> !route.needs().contains(scope))
            .toArray(Scope[]::new);

    Response response = send(route, new Api(organisation.token(others)).request());

    assertThat(detailOfProblem(response, 403)).contains(route.needs().iterator().next().toString());
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.api.Route#all")
  void letsKeyInThatHasTheScope(Route route) {
    Scope[] needed = route.needs().isEmpty() ? Scope.values() : route.needs().toArray(Scope[]::new);

    Response response = send(route, new Api(organisation.token(needed)).request());

    assertThat(response.statusCode()).as(response.asString()).isBetween(200, 299);
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.api.Route#all")
  void showsAndChangesNothingOfAnotherOrganisation(Route route) {
    Api stranger = new Api(new TestOrganisation(people, keys).token(Scope.values()));

    Response response = send(route, stranger.request());

    if (route.namesWhatIsOwned()) {
      detailOfProblem(response, 404);
    } else {
      assertThat(response.statusCode()).isBetween(200, 299);
    }
    assertThat(response.asString())
        .doesNotContain(email, key.value(), organisation.id().value(), "\"a test\"");
    assertThat(keys.find(organisation.id(), key).orElseThrow().revokedAt()).isNull();
    assertThat(people.members(organisation.id())).hasSize(1);
    assertThat(identities.of(organisation.id())).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.api.Route#withScope")
  void endsWhatAPersonalKeyManagesWithTheOwnership(Route route) {
    String ada = "owner-" + UUID.randomUUID() + "@example.com";
    Api api = new Api(organisation.personalToken(ada, Scope.ADMIN, Scope.USAGE_READ));
    people.put(organisation.id(), List.of(new Member(ada, "", "", Role.MEMBER)));

    Response response = send(route, api.request());

    if (route.needs().contains(Scope.ADMIN)) {
      assertThat(detailOfProblem(response, 403)).contains("no owner");
    } else {
      assertThat(response.statusCode()).isEqualTo(200);
    }
    assertThat(api.get("/api/deliveries").asString()).doesNotContain(key.value());
  }

  @Test
  void slowsDownWrongKeysAndLetsARightOneIn() {
    String good = organisation.token(Scope.values());
    forgetWrongKeys();
    for (int i = 0; i < 5; i++) {
      detailOfProblem(new Api("mro_nonsense").get("/api/keys"), 401);
    }

    Response response = new Api("mro_nonsense").get("/api/keys");

    assertThat(detailOfProblem(response, 429)).contains("too many wrong keys");
    assertThat(Integer.parseInt(response.header("Retry-After"))).isBetween(1, 61);
    assertThat(new Api(good).get("/api/keys").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.api.Route#withBody")
  void refusesMembersThatItDoesNotKnow(Route route) {
    String body = route.body().equals("[]") ? "[{}]" : route.body();
    String more = body.contains(":") ? ", \"expiresAt\": 1}" : "\"expiresAt\": 1}";
    int end = body.lastIndexOf('}');
    String misspelt = body.substring(0, end) + more + body.substring(end + 1);

    Response response =
        new Api(organisation.token(Scope.values()))
            .request()
            .contentType("application/json")
            .body(filled(misspelt))
            .request(route.method(), filled(route.path()));

    assertThat(detailOfProblem(response, 400)).contains("does not know", "expiresAt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/api/", "/api/nothing", "/api/keys/a/b"})
  void answersUnknownPathWithProblem(String path) {
    detailOfProblem(new Api(organisation.token(Scope.values())).get(path), 404);
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.api.Route#paths")
  void answersWrongMethodWithTheOnesThereAre(String path) {
    Response response =
        new Api(organisation.token(Scope.values())).request().request("PATCH", filled(path));

    detailOfProblem(response, 405);
    assertThat(response.header("Allow").split(", "))
        .containsAll(Route.methodsOf(path))
        .doesNotContain("PATCH");
  }

  @Test
  void answersUnwantedContentTypeWithProblem() {
    Response response =
        new Api(organisation.token(Scope.values()))
            .request()
            .contentType("text/plain")
            .body("[]")
            .put("/api/members");

    detailOfProblem(response, 415);
  }

  /** Every test begins at the same time, with what the others tried. */
  private void forgetWrongKeys() {
    minutes++;
    ((MovableClock) clock).advance(Duration.ofMinutes(minutes));
  }

  private Response send(Route route, RequestSpecification request) {
    String path = filled(route.path());
    RequestSpecification whole =
        route.body().isEmpty()
            ? request
            : request.contentType("application/json").body(filled(route.body()));
    return whole.request(route.method(), path);
  }

  private String filled(String text) {
    return text.replace("{id}", key.value())
        .replace("{email}", email)
        .replace("{identity}", "laptop")
        .replace("{erasure}", erasure.toString());
  }
}
