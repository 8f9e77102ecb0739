package dev.millrace.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.OrgId;
import dev.millrace.database.PostgresResource;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Organisations and members in the database. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class PeopleTest {

  private static final Member ADA = new Member("ada@example.com", "Ada", "engines", Role.OWNER);

  @Inject People people;

  private OrgId org;
  private OrgId other;

  @BeforeEach
  void enrol() {
    org = new OrgId("people-" + UUID.randomUUID());
    other = new OrgId("people-" + UUID.randomUUID());
    people.createOrganisation(org, "One");
    people.createOrganisation(other, "Other");
  }

  @Test
  void makesOrganisationOnce() {
    OrgId made = new OrgId("people-" + UUID.randomUUID());

    assertThat(people.createOrganisation(made, "New")).isTrue();
    assertThat(people.createOrganisation(made, "Again")).isFalse();
    assertThat(people.organisations()).contains(org, other, made).doesNotHaveDuplicates();
  }

  @Test
  void keepsMembersOfEachOrganisationApart() {
    people.put(org, List.of(ADA));
    people.put(other, List.of(new Member("ada@example.com", "Another", "", Role.MEMBER)));

    people.put(org, List.of(new Member("ADA@example.com", "Ada L.", "engines", Role.OWNER)));

    assertThat(people.members(org)).extracting(Member::name).containsExactly("Ada L.");
    assertThat(people.members(other)).extracting(Member::name).containsExactly("Another");
  }

  @Test
  void removesMemberOfOneOrganisation() {
    people.put(org, List.of(ADA));
    people.put(other, List.of(ADA));

    assertThat(people.remove(org, "ada@example.com")).isTrue();

    assertThat(people.remove(org, "ada@example.com")).isFalse();
    assertThat(people.members(org)).isEmpty();
    assertThat(people.members(other)).containsExactly(ADA);
  }

  @Test
  void takesNoMembersForNoChange() {
    people.put(org, List.of(ADA));

    people.put(org, List.of());

    assertThat(people.members(org)).containsExactly(ADA);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ada", "@", "a@", "@b", "a b@c", "a@b@c", "a\u0000@b"})
  void refusesWhatIsNoEmailAddress(String email) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Member(email, "", "", Role.MEMBER))
        .withMessageContaining("a member has an e-mail address");
  }
}
