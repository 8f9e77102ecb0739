package dev.millrace.people;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rosters as spreadsheets and HR systems save them: the same members come out of each. */
class RosterFilesTest {

  private static final Member JOERG =
      new Member("joerg@example.com", "Jörg Müller", "Büro, Süd", Role.OWNER);
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private static Stream<String> tables() {
    return Stream.of(",", ";", "\t", "|")
        .flatMap(
            separator ->
                Stream.of(
                    table("email,name,team,role", separator, "\r\n", ""),
                    table("E-Mail,Full Name,Team,Role", separator, "\n", ",,,"),
                    table("\"E-mail Address\", Display name ,TEAM,Role", separator, "\r", ""),
                    table("Email Address [Required],Name,Team name,role,,", separator, "\n", ",,,"),
                    "sep="
                        + separator
                        + "\r\n"
                        + table("Mail,NAME,team,Role", separator, "\r\n", "")));
  }

  /** Blanks of all kinds stand around the fields. */
  private static String table(String header, String separator, String end, String more) {
    String row =
        "\u00a0Joerg@example.com\u200b,Jörg Müller\u2003,\"Büro, Süd\",owner" + extra(header);
    return Stream.of(header, more, row, more)
        .map(line -> line.replace("\"Büro, Süd\"", "TEAM-OF-ROW").replace(",", separator))
        .map(line -> line.replace("TEAM-OF-ROW", "\"Büro, Süd\""))
        .reduce("", (text, line) -> text + line + end);
  }

  private static String extra(String header) {
    return header.endsWith(",,") ? ",," : "";
  }

  @ParameterizedTest
  @MethodSource("tables")
  void comeInWhateverTheyAreSavedAs(String table) {
    for (byte[] file :
        List.of(
            table.getBytes(UTF_8),
            ("\uFEFF" + table).getBytes(UTF_8),
            ("\uFEFF" + table).getBytes(UTF_16LE),
            ("\uFEFF" + table).getBytes(UTF_16BE))) {
      assertThat(members(RosterText.read(file, null))).containsExactly(JOERG);
    }
    String western = table.replace("\u200b", "").replace("\u2003", "\u00a0");
    assertThat(members(RosterText.read(western.getBytes(WINDOWS), "windows-1252")))
        .containsExactly(JOERG);
  }

  @Test
  void saysWhatToDoWithTextThatIsNotUtf8() {
    byte[] western = "email,name\na@example.com,Jörg".getBytes(WINDOWS);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RosterText.read(western, null))
        .withMessageContaining("is not text in UTF-8")
        .withMessageContaining("CSV UTF-8")
        .withMessageContaining("windows-1252");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RosterText.read(western, "nonsense"))
        .withMessageContaining("there is no charset \"nonsense\"");
  }

  @Test
  void joinsFirstAndLastName() {
    assertThat(members("First Name,Last Name,Email\nAda,Lovelace,ada@example.com"))
        .containsExactly(new Member("ada@example.com", "Ada Lovelace", "", Role.MEMBER));
  }

  @Test
  void namesColumnsThatAreNotUsedWithWhatWasMeant() {
    Roster roster = read("email,Department,Employee,Office\na@example.com,x,y,z");

    assertThat(roster.unused())
        .containsExactly(
            "“Department” (rename it to “team” to use it)",
            "“Employee” (rename it to “name” to use it)",
            "“Office”");
  }

  @Test
  void tellsNewChangedAndUnchangedApart() {
    Member ada = new Member("ada@example.com", "Ada", "engines", Role.OWNER);
    Member bob = new Member("bob@example.com", "Bob", "", Role.MEMBER);

    Roster roster =
        Roster.read(
            "email,team\nada@example.com,wheels\nbob@example.com,\neve@example.com,x",
            List.of(ada, bob));

    assertThat(List.of(roster.added(), roster.changed(), roster.unchanged()))
        .containsExactly(1L, 1L, 1L);
    assertThat(roster.rows().get(0).changes()).containsExactly("team: engines → wheels");
    assertThat(roster.rows().get(1).unchanged()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u00a0b@example.com", "a\u200bb@example.com", "a b@example.com"})
  void refusesBlanksWithinAddresses(String email) {
    assertThat(read("email\n" + email).isGood()).isFalse();
  }

  @Test
  void countsRowsAsSpreadsheetsDo() {
    assertThat(read("email\n\n,\nnobody").rows()).extracting(RosterRow::number).containsExactly(4);
  }

  private static List<Member> members(String csv) {
    Roster roster = read(csv);
    assertThat(roster.rows()).allSatisfy(row -> assertThat(row.error()).isEmpty());
    return roster.members();
  }

  private static Roster read(String csv) {
    return Roster.read(csv, List.of());
  }
}
