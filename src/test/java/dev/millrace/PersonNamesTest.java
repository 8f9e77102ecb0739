package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are a person's. */
class PersonNamesTest {

  private static final String ID = "0193a7f2-6b1e-7c3d-8e4f-0a1b2c3d4e5f";

  private static final PersonNames ADA = new PersonNames(Set.of("Ada@example.com", ID));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.com",
        "\u0000ADA@example.com\u0000",
        "seen by <Ada@Example.com>, twice",
        "mailto:ada%40example.com?subject=x",
        "a\u200bda@example.com",
        "0193A7F2-6B1E-7C3D-8E4F-0A1B2C3D4E5F",
        "session of " + ID + "."
      })
  void areWhereverTheirAddressOrTheirIdStands(String text) {
    assertThat(ADA.standIn(text)).isTrue();
    assertThat(ADA.standIn("any.key", text)).isTrue();
    assertThat(ADA.standIn(text, "as the key")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "canada@example.com",
        "x.ada@example.com",
        "ada@example.com.au",
        "ada@example.community",
        "bob@example.com",
        "x" + ID,
        ""
      })
  void areNotWithinAnothers(String text) {
    assertThat(ADA.standIn("user.id", text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "7, user.id, terminal.columns",
    "vscode, user.name, terminal.type",
    "VSCode, process.owner, vcs.owner.name",
    "main, cursor.user.id, query_source",
    "claude-sonnet-4-5-20250929, userId, gen_ai.request.model",
    "Zoe Trace, user.full_name, service.name"
  })
  void areOtherNamesOnlyUnderKeysOfPeople(String name, String theirs, String everybodys) {
    PersonNames person = new PersonNames(Set.of(name));

    assertThat(person.standIn(theirs, name.toLowerCase(java.util.Locale.ROOT))).isTrue();
    assertThat(person.standIn(everybodys, name)).isFalse();
    assertThat(person.standIn(name)).isFalse();
    assertThat(person.standIn(theirs, "not " + name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"user.id, true", "user.count, false", "input_tokens, false", "user_agent.id, false"})
  void areNumbersOnlyUnderKeysOfPeople(String key, boolean theirs) {
    PersonNames person = new PersonNames(Set.of("7"));

    assertThat(person.standIn(key, 7)).isEqualTo(theirs);
    assertThat(person.standIn(key, 7.0)).isEqualTo(theirs);
    assertThat(person.standIn(key, 7.5)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"unattributed", "unknown", "null", "", " ", "****", "-"})
  void areNoneThatStandForNobody(String name) {
    PersonNames nobody = new PersonNames(Set.of(name));

    assertThat(nobody.isEmpty()).isTrue();
    assertThat(nobody.standIn("user.id", name)).isFalse();
  }

  @Test
  void sayNothingOfThePerson() {
    assertThat(ADA).hasToString("a person of 2 names");
  }
}
