package dev.millrace.tools;

import static dev.millrace.tools.Telemetered.CLAUDE_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tools.Activity.PersonSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a record is. */
class IdentityTest {

  private static final String AFTER_NOON = "2026-03-04T12:01:00Z";
  private static final LocalDate DAY = LocalDate.parse("2026-03-04");
  private static final Origin ORGANISATION = new Origin("k", Optional.empty(), DAY);

  @ParameterizedTest
  @CsvSource({
    "'user.email,enduser.id,user.account_uuid,user.id', user.email, EMAIL",
    "'enduser.id,user.account_uuid,user.id', enduser.id, ENDUSER",
    "'user.account_uuid,user.id', user.account_uuid, ACCOUNT",
    "'user.id', user.id, INSTALLATION",
  })
  @Tag("S-16")
  void prefersTheBetterIdentity(String present, String chosen, PersonSource source) {
    Map<String, Object> attributes =
        Arrays.stream(present.split(",")).collect(Collectors.toMap(key -> key, key -> "of-" + key));
    Activity row = row(CLAUDE_CODE, attributes, ORGANISATION);
    assertThat(row.person()).isEqualTo("of-" + chosen);
    assertThat(row.personSource()).isEqualTo(source);
  }

  @Test
  @Tag("S-17")
  void keepsRecordsOfNobodyAsUnattributed() {
    Activity row = row(CLAUDE_CODE, Map.of(), ORGANISATION);
    assertThat(row.person()).isEqualTo("unattributed");
    assertThat(row.personSource()).isEqualTo(PersonSource.NONE);
  }

  @Test
  @Tag("S-17")
  void foldsTheCaseAndBlanksOfMailAddresses() {
    assertThat(row(CLAUDE_CODE, Map.of("user.email", " Alice@Example.COM "), ORGANISATION).person())
        .isEqualTo("alice@example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" ", "-", "****", "[REDACTED]", "<redacted>", "***@x.com", "[EMAIL_REDACTED]"})
  void passesOverIdentitiesThatNameNobody(String email) {
    assertThat(
            row(CLAUDE_CODE, Map.of("user.email", email, "user.id", "i1"), ORGANISATION).person())
        .isEqualTo("i1");
    assertThat(row(CLAUDE_CODE, Map.of("user.email", email), ORGANISATION).personSource())
        .isEqualTo(PersonSource.NONE);
  }

  @Test
  void looksBehindAMaskForTheSameUnderAnotherKeyOrInTheResource() {
    Map<String, Object> account = Map.of("user.account_uuid", "****", "user.account_id", "u-1");
    assertThat(row(CLAUDE_CODE, account, ORGANISATION).person()).isEqualTo("u-1");
    Map<String, Object> resource = Map.of("service.name", "claude-code", "user.email", "a@x.y");
    assertThat(
            row(CLAUDE_CODE.withResource(resource), Map.of("user.email", "****"), ORGANISATION)
                .person())
        .isEqualTo("a@x.y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"redacted@example.com", "\u674e@example.com", "\u674e", "7"})
  void doesNotTakeANameForAMask(String email) {
    assertThat(row(CLAUDE_CODE, Map.of("user.email", email), ORGANISATION).person())
        .isEqualTo(email);
  }

  @Test
  @Tag("S-16")
  void givesEverythingOfAPersonalKeyToItsOwner() {
    Origin personal = new Origin("k", Optional.of("Bob@example.com"), DAY);
    Activity row = row(CLAUDE_CODE, Map.of("user.email", "alice@example.com"), personal);
    assertThat(row.person()).isEqualTo("bob@example.com");
    assertThat(row.personSource()).isEqualTo(PersonSource.KEY);
  }

  @Test
  @Tag("S-15")
  void believesThePointBeforeItsResource() {
    Telemetered sender =
        CLAUDE_CODE.withResource(Map.of("user.email", "old@example.com", "team.id", "old"));
    Activity row =
        row(sender, Map.of("user.email", "new@example.com", "team.id", "new"), ORGANISATION);
    assertThat(row.person()).isEqualTo("new@example.com");
    assertThat(row.team()).isEqualTo("new");
  }

  @Test
  void takesFromTheResourceWhatThePointDoesNotSay() {
    Telemetered sender = CLAUDE_CODE.withResource(Map.of("user.email", "a@b.c", "department", "d"));
    Activity row = row(sender, Map.of("user.id", "i1"), ORGANISATION);
    assertThat(row.person()).isEqualTo("a@b.c");
    assertThat(row.team()).isEqualTo("d");
  }

  @Test
  @Tag("S-15")
  void doesNotBelieveTheResourceOfASummingRelay() {
    Telemetered relay =
        CLAUDE_CODE
            .withResource(Map.of("user.email", "another@example.com", "team.id", "another"))
            .withScope("aggregationprocessor");
    Activity row = row(relay, Map.of("user.id", "i1"), ORGANISATION);
    assertThat(row.person()).isEqualTo("i1");
    assertThat(row.team()).isEmpty();
    assertThat(row.toolVersion()).isEmpty();
  }

  private static Activity row(Telemetered sender, Map<String, Object> attributes, Origin origin) {
    return Telemetered.activity(
            sender.delta("claude_code.commit.count", AFTER_NOON, 1, attributes), origin)
        .get(0);
  }
}
