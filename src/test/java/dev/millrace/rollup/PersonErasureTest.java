package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.Landing;
import dev.millrace.otlp.Export;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.BreakableStoreProfile;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import dev.millrace.tools.Telemetered;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.RollupRuns;
import dev.millrace.usage.UsageLedger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of a person who was erased. */
@QuarkusTest
@TestProfile(BreakableStoreProfile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class PersonErasureTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private static final LocalDate NEXT = DAY.plusDays(1);
  private static final LocalDate OTHER = DAY.plusDays(2);

  @Inject PersonErasure erasure;
  @Inject Rollup rollup;
  @Inject RollupRuns runs;
  @Inject Landing landing;
  @Inject LandedExports landed;
  @Inject UsageLedger ledger;
  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject ObjectStore store;

  private OrgId org;
  private Arrivals collector;
  private Arrivals own;

  @BeforeEach
  void arrive() {
    TestOrganisation organisation = new TestOrganisation(people, keys);
    org = organisation.id();
    collector = arrivals(organisation.token(Scope.OTEL_WRITE));
    own = arrivals(organisation.personalToken("ada@example.com", Scope.OTEL_WRITE));
    collector.tokens(DAY, "2026-11-20T10:00:00Z", 1);
    own.export(NEXT, tokens("somebody@example.com", "2026-11-21T10:00:00Z"));
    collector.export(DAY, tokens("bob@example.com", "2026-11-20T10:00:00Z"));
    collector.export(OTHER, tokens("bob@example.com", "2026-11-22T10:00:00Z"));
    Stream.of(DAY, NEXT, OTHER).forEach(this::roll);
    assertThat(people()).containsExactly("ada@example.com", "bob@example.com");
  }

  @Test
  void takesThePersonOutOfWhatLandedOutOfLakeAndUsage() throws InterruptedException {
    PersonErasure.Report report = erase();

    assertThat(report).isEqualTo(new PersonErasure.Report(1, 1, 2, report.days()));
    assertThat(report.days()).contains(DAY, NEXT);
    assertThat(people()).containsExactly("bob@example.com");
    assertThat(landed.days(org)).containsExactly(DAY, NEXT, OTHER);
    assertThat(store.get("usage/org=" + org + "/event_date=2026-11-21/usage.parquet")).isEmpty();
    assertThat(keysUnder("lake/activity/org=" + org + "/event_date=2026-11-21/")).isEmpty();
  }

  @Test
  void doesNotLetThePersonInAgainWithWhatIsSentAgain() throws InterruptedException {
    erase();

    collector.tokens(DAY, "2026-11-20T10:00:00Z", 1);
    own.export(NEXT, tokens("somebody@example.com", "2026-11-21T10:00:00Z"));
    Stream.of(DAY, NEXT, OTHER).forEach(this::roll);

    assertThat(people()).containsExactly("bob@example.com");
  }

  @Test
  void findsNothingMoreTheSecondTime() throws InterruptedException {
    erase();

    assertThat(erase()).isEqualTo(new PersonErasure.Report(0, 0, 0, new TreeSet<>()));
  }

  private PersonErasure.Report erase() throws InterruptedException {
    PersonErasure.Report report = erasure.erase(org, "Ada@example.com", Set.of("Ada@example.com"));
    Runs.ended(runs, org);
    return report;
  }

  private Arrivals arrivals(String token) {
    KeyId key = Token.parse(token).orElseThrow().id();
    return new Arrivals(landing, org, key);
  }

  private static Export tokens(String email, String time) {
    return Telemetered.CLAUDE_CODE.delta(
        "claude_code.token.usage",
        time,
        7,
        Map.of("session.id", "s-" + email, "user.email", email, "model", "m", "type", "input"));
  }

  private void roll(LocalDate received) {
    rollup.run(new Partition(org, received));
  }

  private List<String> people() {
    return ledger.usage(org, DAY.minusDays(1), OTHER, Set.of(Dimension.PERSON)).stream()
        .map(group -> group.by().get(Dimension.PERSON))
        .toList();
  }

  private List<String> keysUnder(String prefix) {
    try (Stream<StoredObject> objects = store.list(prefix)) {
      return objects.map(StoredObject::key).toList();
    }
  }
}
