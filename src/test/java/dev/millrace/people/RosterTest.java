package dev.millrace.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rosters as CSV: what is read, and what is said of rows that are wrong. */
class RosterTest {

  private static final Member ADA = new Member("ada@example.com", "Ada", "engines", Role.OWNER);

  @Test
  void readsColumnsInAnyOrderAndIgnoresOthers() {
    Roster roster =
        read("role,Office,email,team,name\r\nowner,London,Ada@Example.com,engines,Ada\r\n");

    assertThat(roster.members()).containsExactly(ADA);
    assertThat(roster.isGood()).isTrue();
  }

  @Test
  void readsQuotedFieldsAsTheSpecificationHasThem() {
    Roster roster =
        read("\uFEFFemail,name,team\n\"b@example.com\",\"Bob \"\"B\"\" Jones\",\"tea, scones\"\n");

    assertThat(roster.members())
        .containsExactly(
            new Member("b@example.com", "Bob \"B\" Jones", "tea, scones", Role.MEMBER));
  }

  @Test
  void leavesWhatItHasNoColumnFor() {
    assertThat(read("email,team\nada@example.com,wheels", ADA).members())
        .containsExactly(new Member("ada@example.com", "Ada", "wheels", Role.OWNER));
  }

  @Test
  void saysWhatIsWrongWithEachRowAndReadsTheOthers() {
    Roster roster =
        read(
            """
            email,name,team,role
            nobody,No,,
            ada@example.com,Ada,engines,owner
            bob@example.com,Bob
            ADA@example.com,Again,,
            eve@example.com,Eve,,queen
            """);

    assertThat(roster.isGood()).isFalse();
    assertThat(roster.members()).containsExactly(ADA);
    assertThat(roster.rows()).extracting(RosterRow::number).containsExactly(2, 3, 4, 5, 6);
    assertThat(roster.rows())
        .extracting(RosterRow::error)
        .containsExactly(
            "a member has an e-mail address, but was \"nobody\"",
            "",
            "a row has 4 fields, but this one has 2",
            "the same e-mail address is in row 3",
            "a member's role is owner or member, but was \"queen\"");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`` , the roster is empty",
        "`name;city` , the first row names the columns",
        "`email\n\"open` , the roster is no CSV"
      })
  void refusesWhatIsNoRoster(String csv, String why) {
    assertThatIllegalArgumentException().isThrownBy(() -> read(csv)).withMessageContaining(why);
  }

  @Test
  void refusesMoreRowsThanOneTransactionShouldCarry() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("email" + "\na@b".repeat(10_001)))
        .withMessage("a roster has at most 10000 members");
  }

  private static Roster read(String csv, Member... current) {
    return Roster.read(csv, List.of(current));
  }
}
