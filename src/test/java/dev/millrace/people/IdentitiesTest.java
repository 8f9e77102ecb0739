package dev.millrace.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.OrgId;
import dev.millrace.database.PostgresResource;
import dev.millrace.store.FolderResource;
import dev.millrace.usage.Computed;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.Figure;
import dev.millrace.usage.TestUsage;
import dev.millrace.usage.UnknownSender;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageLedger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several identities of one member, and what becomes of their usage. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class IdentitiesTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private static final String ADA = "ada@example.com";
  private static final String OLD = "ada.b@example.com";

  @Inject People people;
  @Inject Identities identities;
  @Inject UsageLedger ledger;
  @Inject Clock clock;

  private OrgId org;

  @BeforeEach
  void enrol() {
    org = new OrgId("identities-" + UUID.randomUUID());
    people.createOrganisation(org, "One");
    people.put(org, List.of(new Member(ADA, "Ada", "engines", Role.MEMBER)));
    ledger.replace(
        org,
        DAY,
        List.of(
            new TestUsage(DAY).by(ADA).sessions(0, "a", "b").row(),
            new TestUsage(DAY).by(OLD).sessions(0, "b", "c").row(),
            new TestUsage(DAY).by("installation-1").sessions(1).row(),
            new TestUsage(DAY).by("unattributed").sessions(1).row()),
        new Computed(clock.instant(), DAY));
  }

  @Test
  void usageOfIdentitiesIsTheMembersAndSessionsCountOnce() {
    identities.merge(org, OLD, ADA);
    identities.merge(org, "installation-1", ADA);

    List<UsageGroup> groups = ledger.usage(org, DAY, DAY, Set.of(Dimension.PERSON));

    assertThat(groups)
        .extracting(group -> group.by().get(Dimension.PERSON))
        .containsExactly(ADA, "unattributed");
    assertThat(groups.get(0).count(Figure.SESSIONS)).isEqualTo(4);
    assertThat(groups.get(0).count(Figure.PEOPLE)).isEqualTo(1);
    assertThat(ledger.usage(org, DAY, DAY, Set.of(Dimension.TEAM)))
        .extracting(group -> group.by().get(Dimension.TEAM))
        .containsExactly("", "engines");
  }

  @Test
  void knowsAllNamesOfMemberByAnyOfThem() {
    identities.merge(org, OLD, ADA);
    identities.merge(org, "installation-1", ADA);

    for (String name : List.of("ADA@example.com ", "ada.B@example.com", "Installation-1")) {
      assertThat(identities.allOf(org, name)).contains(ADA, OLD, "installation-1");
    }
    assertThat(identities.allOf(org, "ada"))
        .containsExactlyInAnyOrder("ada", ADA, OLD, "installation-1");
    assertThat(identities.allOf(org, "Bob")).containsExactly("bob");
  }

  @Test
  void separatedIdentityStandsForItselfAgain() {
    identities.merge(org, OLD, ADA);

    assertThat(identities.separate(org, OLD)).isTrue();

    assertThat(identities.separate(org, OLD)).isFalse();
    assertThat(identities.of(org)).isEmpty();
    assertThat(ledger.usage(org, DAY, DAY, Set.of(Dimension.PERSON))).hasSize(4);
  }

  @Test
  void knowsWhoIsNotOnTheRoster() {
    assertThat(ledger.unknownSenders(org))
        .containsExactly(
            new UnknownSender(OLD, "email", 1, DAY),
            new UnknownSender("installation-1", "email", 1, DAY));

    identities.merge(org, OLD, ADA);
    people.put(org, List.of(new Member("bob@example.com", "", "", Role.MEMBER)));
    identities.merge(org, "installation-1", "bob@example.com");

    assertThat(ledger.unknownSenders(org)).isEmpty();
  }

  @Test
  void memberWhoIsMergedIsNoMoreAndBringsTheirIdentitiesAlong() {
    people.put(org, List.of(new Member(OLD, "Ada B.", "", Role.MEMBER)));
    identities.merge(org, "installation-1", OLD);

    identities.merge(org, " ADA.B@example.com ", ADA);

    assertThat(people.members(org)).extracting(Member::email).containsExactly(ADA);
    assertThat(identities.of(org))
        .containsExactly(new MergedIdentity(OLD, ADA), new MergedIdentity("installation-1", ADA));
  }

  @Test
  void movesIdentityToAnotherMember() {
    people.put(org, List.of(new Member("bob@example.com", "", "", Role.MEMBER)));
    identities.merge(org, OLD, ADA);

    identities.merge(org, OLD, "bob@example.com");

    assertThat(identities.of(org)).containsExactly(new MergedIdentity(OLD, "bob@example.com"));
  }

  @Test
  void forgetsIdentitiesOfMemberWhoIsRemoved() {
    identities.merge(org, OLD, ADA);

    people.remove(org, ADA);

    assertThat(identities.of(org)).isEmpty();
  }

  @Test
  void mergedAddressIsNoMemberUntilItIsSeparated() {
    identities.merge(org, OLD, ADA);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> people.put(org, List.of(new Member(OLD, "Ada B.", "", Role.MEMBER))))
        .withMessage("ada.b@example.com is merged into ada@example.com; separate them first");
  }

  @Test
  void mergesIntoNobodyWhoIsNotThere() {
    assertThat(identities.merge(org, OLD, "nobody@example.com")).isFalse();
    assertThat(identities.merge(new OrgId("another"), OLD, ADA)).isFalse();
    assertThat(identities.of(org)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "unattributed", ADA, "a\u0000b"})
  void refusesWhatIsNoOtherIdentity(String identity) {
    assertThatIllegalArgumentException().isThrownBy(() -> identities.merge(org, identity, ADA));
  }
}
