package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.MovableClock;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyOrder;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.usage.ErasureRuns;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any key of any organisation on any route: the answer follows from whose it is, its scopes and
 * whether it is still good, and from nothing else. {@link AccessTest} says what good answers show.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessPropertyTest {

  private static final int ORGANISATIONS = 3;
  private static final int KEYS_OF_EACH = 6;

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject ErasureRuns erasures;
  @Inject Clock clock;

  private final Random random = new Random(20261123);
  private final List<Holder> holders = new ArrayList<>();

  @BeforeAll
  void handOutKeys() {
    for (int i = 0; i < ORGANISATIONS; i++) {
      TestOrganisation organisation = new TestOrganisation(people, keys);
      String email = "ada-" + UUID.randomUUID() + "@example.com";
      organisation.personalToken(email, Scope.OTEL_WRITE);
      String erasure = erasures.requested(organisation.id(), "a test").id().toString();
      for (int k = 0; k < KEYS_OF_EACH; k++) {
        holders.add(holder(organisation, email, erasure, k));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.api.Route#all")
  void answerFollowsFromTheKeyAlone(Route route) {
    for (Holder holder : holders) {
      Holder owner = holders.get(random.nextInt(holders.size()));
      if (mayChange(holder, route, owner)) {
        continue;
      }

      // Wrong keys of one address are slowed down.
      ((MovableClock) clock).advance(Duration.ofMinutes(1));
      Response response = send(route, owner, holder);

      int expected = expected(holder, route, owner);
      assertThat(response.statusCode())
          .as("%s with %s of what is %s's: %s", route, holder, owner, response.asString())
          .isBetween(expected, expected == 200 ? 299 : expected);
      assertThat(response.asString()).doesNotContain(holder.token.secret());
      if (!owner.sameOrganisation(holder)) {
        assertThat(response.asString()).doesNotContain(owner.organisation.id().value());
      }
    }
  }

  @Test
  void everyKindOfKeyIsAmongThem() {
    assertThat(holders).extracting(Holder::good).contains(true, false);
    assertThat(holders).extracting(Holder::scopes).contains(Set.of(Scope.values()));
  }

  private static int expected(Holder holder, Route route, Holder owner) {
    if (!holder.good) {
      return 401;
    }
    if (!route.needs().isEmpty() && route.needs().stream().noneMatch(holder.scopes::contains)) {
      return 403;
    }
    return route.namesWhatIsOwned() && !owner.sameOrganisation(holder) ? 404 : 200;
  }

  /** What would take from the holders what the rest of the test needs. */
  private static boolean mayChange(Holder holder, Route route, Holder owner) {
    return !route.method().equals("GET")
        && expected(holder, route, owner) == 200
        && owner.sameOrganisation(holder);
  }

  private Holder holder(TestOrganisation organisation, String email, String erasure, int number) {
    Set<Scope> scopes =
        number == 0 ? EnumSet.allOf(Scope.class) : EnumSet.of(Scope.values()[number % 3]);
    boolean expired = number == 4;
    boolean revoked = number == 5;
    Token token =
        keys.create(order(organisation, scopes, expired ? clock.instant() : null)).token();
    if (revoked) {
      keys.revoke(organisation.id(), token.id());
    }
    return new Holder(organisation, email, erasure, token, scopes, !expired && !revoked);
  }

  private static KeyOrder order(
      TestOrganisation organisation, Set<Scope> scopes, @Nullable Instant expiresAt) {
    return new KeyOrder(organisation.id(), "a test's", null, scopes, expiresAt, "operator");
  }

  private static Response send(Route route, Holder owner, Holder holder) {
    RequestSpecification request = new Api(holder.token.text()).request();
    RequestSpecification whole =
        route.body().isEmpty()
            ? request
            : request.contentType("application/json").body(owner.filled(route.body()));
    return whole.request(route.method(), owner.filled(route.path()));
  }

  /**
   * Somebody with a key.
   *
   * @param email of a member of the organisation
   * @param erasure of one of its erasures
   * @param good neither expired nor revoked
   */
  private record Holder(
      TestOrganisation organisation,
      String email,
      String erasure,
      Token token,
      Set<Scope> scopes,
      boolean good) {

    boolean sameOrganisation(Holder other) {
      return organisation == other.organisation;
    }

    String filled(String text) {
      return text.replace("{id}", token.id().value())
          .replace("{email}", email)
          .replace("{identity}", "laptop")
          .replace("{erasure}", erasure);
    }

    @Override
    public String toString() {
      return "a key of %s with %s, %s"
          .formatted(organisation.id(), scopes, good ? "good" : "no longer good");
    }
  }
}
