package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.people.Member;
import dev.millrace.people.Role;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A roster that an owner imports: looked at first, taken whole or not at all. */
@QuarkusTest
class ImportPageTest extends ConsoleTest {

  private static final String GOOD =
      "\r\nemail,name,team\r\nada@example.com,Ada,\"Engines, big\"\r\nbob@example.com,\"<b>\",\r\n";
  private static final String BAD = "email,role\nada@example.com,owner\nnobody,<script>\n";

  @Test
  void showsPastedRosterAndTakesItOnceConfirmed() {
    Page preview = paste(GOOD);
    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.texts("tbody tr"))
        .containsExactly(
            "Row 3 new ada@example.com Ada Engines, big member",
            "Row 4 new bob@example.com <b> member");
    assertThat(people.members(organisation.id())).isEmpty();

    Page answer = owner.submit(preview, "#confirm", Map.of());

    assertThat(answer.response().header("Location")).endsWith("/people");
    assertThat(people.members(organisation.id()))
        .containsExactly(
            new Member("ada@example.com", "Ada", "Engines, big", Role.MEMBER),
            new Member("bob@example.com", "<b>", "", Role.MEMBER));
  }

  @Test
  void showsUploadedRoster() {
    Page preview = upload(GOOD.getBytes(StandardCharsets.UTF_8));

    assertThat(preview.html().select("#confirm")).hasSize(1);
    assertThat(preview.texts("tbody tr")).hasSize(2);
  }

  @Test
  void showsWhatChangesAndWhichColumnsAreNotUsed() {
    people.put(
        organisation.id(), List.of(new Member("ada@example.com", "Ada", "engines", Role.MEMBER)));

    Page preview = paste("E-Mail;Team;Department\nada@example.com;wheels;x");

    assertThat(preview.texts("tbody tr").get(0))
        .contains("changed team: engines → wheels", "ada@example.com Ada wheels member");
    assertThat(preview.text("#unused")).isEqualTo("Not used: “Department”.");
    assertThat(preview.text("header")).contains("0 new, 1 changed, 0 unchanged");
  }

  @Test
  void readsFileInTheCharsetThatIsChosen() {
    byte[] western = "email;name\na@example.com;Jörg".getBytes(Charset.forName("windows-1252"));

    assertThat(upload(western).text("[role=alert]")).contains("UTF-8", "windows-1252");
    assertThat(upload(western, "windows-1252").text("tbody")).contains("Jörg");
  }

  @Test
  void saysWhichRowsAreWrongAndOffersNoImport() {
    Page preview = paste(BAD);

    assertThat(preview.texts("tbody tr").get(1))
        .isEqualTo(
            "Row 3 wrong a member's role is owner or member, but was \"<script>\" nobody, <script>");
    assertThat(preview.html().select("#confirm, main script")).isEmpty();
    assertThat(preview.only("#again textarea").wholeText()).contains("nobody");
  }

  @Test
  void takesNothingOfRosterWithWrongRow() {
    Map<String, String> form = Map.of("csrf", csrf(), "csv", BAD);

    assertThat(owner.post("/people/import/confirm", form).status()).isEqualTo(400);
    assertThat(people.members(organisation.id())).isEmpty();
  }

  @Test
  void saysWhatIsNoRoster() {
    assertThat(paste("").text("[role=alert]")).contains("the roster is empty");
    assertThat(paste("nothing").text("[role=alert]")).contains("the first row names the columns");
    assertThat(paste("nothing").only("#csv").val()).isEqualTo("nothing");
    assertThat(upload(new byte[] {(byte) 0xff, 'a'}).text("[role=alert]")).contains("UTF-8");
  }

  @Test
  void refusesUploadWithoutToken() {
    int status =
        owner.request().multiPart("csv", GOOD).post("/people/import").then().extract().statusCode();

    assertThat(status).isEqualTo(403);
  }

  private Page paste(String csv) {
    return Page.of(
        owner
            .request()
            .multiPart("csrf", csrf())
            .multiPart("csv", csv)
            .multiPart("file", "", new byte[0], "application/octet-stream")
            .post("/people/import"));
  }

  private Page upload(byte[] content) {
    return upload(content, "");
  }

  private Page upload(byte[] content, String charset) {
    return Page.of(
        owner
            .request()
            .multiPart("csrf", csrf())
            .multiPart("csv", "")
            .multiPart("charset", charset)
            .multiPart("file", "roster.csv", content, "text/csv")
            .post("/people/import"));
  }

  private String csrf() {
    return owner.get("/people/import").only("#import input[name=csrf]").val();
  }
}
