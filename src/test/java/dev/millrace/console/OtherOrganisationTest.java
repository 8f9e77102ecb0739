package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.KeyId;
import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.people.Identities;
import dev.millrace.people.TestOrganisation;
import dev.millrace.usage.Computed;
import dev.millrace.usage.ErasureRuns;
import dev.millrace.usage.RollupRuns;
import dev.millrace.usage.TestUsage;
import dev.millrace.usage.UsageLedger;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That no route of the console shows or changes anything of another organisation's. */
@QuarkusTest
class OtherOrganisationTest extends ConsoleTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  /** Those besides the ones with an id in their path that name something there is or is not. */
  private static final Set<String> OF_ONE =
      Set.of(
          "GET /usage/team",
          "GET /usage/person",
          "GET /people/edit",
          "GET /people/offboard",
          "POST /people/offboard",
          "POST /people/identities/separate");

  @Inject Identities identities;
  @Inject Deliveries deliveries;
  @Inject UsageLedger ledger;
  @Inject RollupRuns runs;
  @Inject ErasureRuns erasures;
  @Inject Clock clock;

  private final String email = "ada-" + UUID.randomUUID() + "@example.com";
  private final String team = "team-" + UUID.randomUUID();
  private TestOrganisation other;
  private KeyId key;

  @BeforeEach
  void fill() {
    other = new TestOrganisation(people, keys);
    key = Token.parse(other.personalToken(email, Scope.OTEL_WRITE)).orElseThrow().id();
    deliveries.accepted(
        new Deliveries.Source(other.id(), key, Signal.LOGS), 1, 1, 0, Map.of(), "tool/1");
    ledger.replace(
        other.id(),
        DAY,
        List.of(new TestUsage(DAY).by(email).team(team).row()),
        new Computed(clock.instant(), DAY));
    identities.merge(other.id(), "laptop", email);
    runs.requested(new Partition(other.id(), DAY), email);
    erasures.requested(other.id(), email);
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.console.EveryRouteTest#guarded")
  void showsAndChangesNothing(EveryRouteTest.Route route) {
    boolean ofOne = route.path().contains("{") || OF_ONE.contains(route.toString());
    String csrf = owner.get("/keys").only("input[name=csrf]").val();

    Response response = send(route, ofOne, csrf);

    if (ofOne) {
      assertThat(response.statusCode()).isEqualTo(404);
    } else {
      assertThat(response.statusCode()).isIn(200, 303, 400);
    }
    assertThat(response.asString().replace("Nobody called " + email, ""))
        .doesNotContain(email, team, key.value(), other.id().value(), "laptop", "tool/1");
    assertThat(keys.find(other.id(), key).orElseThrow().revokedAt()).isNull();
    assertThat(people.members(other.id())).hasSize(1);
    assertThat(identities.of(other.id())).hasSize(1);
    assertThat(runs.latest(other.id(), 9)).hasSize(1);
    assertThat(erasures.latest(other.id(), 9)).hasSize(1);
  }

  /** With a second filter there may be nothing to show, which says nothing of the first. */
  private Map<String, String> names(EveryRouteTest.Route route) {
    return route.path().equals("/usage/team")
        ? Map.of("team", team)
        : Map.of("email", email, "person", email, "identity", "laptop");
  }

  private Response send(EveryRouteTest.Route route, boolean ofOne, String csrf) {
    RequestSpecification request = owner.request();
    Map<String, String> names = ofOne ? names(route) : Map.of();
    String path = route.path().replaceAll("\\{\\w+}", key.value());
    if (route.method().equals("GET")) {
      return request.queryParams(names).get(path);
    }
    if (route.multipart()) {
      return request.multiPart("csrf", csrf).post(path);
    }
    return request.formParam("csrf", csrf).formParams(names).post(path);
  }
}
