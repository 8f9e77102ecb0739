package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.lake.LakeLayout;
import dev.millrace.landing.Landing;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.BreakableStoreProfile;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import dev.millrace.usage.Computed;
import dev.millrace.usage.Figure;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.TestUsage;
import dev.millrace.usage.UsageLedger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Usage is made of what landed and of nothing else, so that no two sources of a day can add up. */
@QuarkusTest
@TestProfile(BreakableStoreProfile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class SingleSourceTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  @Inject Rollup rollup;
  @Inject Landing landing;
  @Inject UsageLedger ledger;
  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject ObjectStore store;

  private OrgId org;
  private Arrivals arrivals;

  @BeforeEach
  void enrol() {
    TestOrganisation organisation = new TestOrganisation(people, keys);
    org = organisation.id();
    arrivals =
        new Arrivals(
            landing, org, Token.parse(organisation.token(Scope.OTEL_WRITE)).orElseThrow().id());
  }

  @Test
  @Tag("S-24")
  void takesThePlaceOfWhatSomebodyElseSaidOfTheDay() {
    ledger.replace(
        org,
        DAY,
        List.of(new TestUsage(DAY).with("claude-code").sessions(1, "by-an-api").row()),
        new Computed(Instant.EPOCH, DAY));
    store.put(LakeLayout.usageKey(org, DAY), new byte[] {1, 2, 3});
    arrivals.tokens(DAY, "2026-11-20T10:00:00Z", 7);

    rollup.run(new Partition(org, DAY), RollupExtent.NEW);

    var all = ledger.usage(org, DAY, DAY, Set.of()).get(0);
    assertThat(all.count(Figure.TOKENS_INPUT)).isEqualTo(7);
    assertThat(all.count(Figure.SESSIONS)).isEqualTo(1);
    assertThat(store.get(LakeLayout.usageKey(org, DAY)).orElseThrow()).hasSizeGreaterThan(3);
  }
}
