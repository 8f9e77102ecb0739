package dev.millrace.api;

import static dev.millrace.api.ProblemAssert.detailOfProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.database.PostgresResource;
import dev.millrace.keys.ApiKey;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.people.Member;
import dev.millrace.people.People;
import dev.millrace.people.Role;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The roster over HTTP. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class MembersTest {

  private static final Member ADA = new Member("ada@example.com", "Ada", "engines", Role.OWNER);

  @Inject People people;
  @Inject KeyRegistry keys;

  private TestOrganisation organisation;
  private Api owner;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
    owner = new Api(organisation.token(Scope.ADMIN));
  }

  @Test
  void addsMembersAndAnswersWithAllOfThem() {
    put("[{\"email\": \"bob@example.com\"}]");

    Response response =
        put(
            """
            [{"email": " Ada@Example.COM ", "name": " Ada ", "team": " engines ", "role": "owner"}]
            """);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Api.texts(response, "email")).containsExactly("ada@example.com", "bob@example.com");
    assertThat(Api.texts(response, "role")).containsExactly("owner", "member");
    assertThat(Api.json(owner.get("/api/members"))).isEqualTo(Api.json(response));
    assertThat(people.members(organisation.id()))
        .containsExactly(ADA, new Member("bob@example.com", "", "", Role.MEMBER));
  }

  @Test
  void changesMemberThatIsThereAndNoOther() {
    put("[{\"email\": \"ada@example.com\"}, {\"email\": \"bob@example.com\", \"team\": \"tea\"}]");

    put(
        """
        [{"email": "ADA@example.com", "name": "Ada", "team": "engines", "role": "owner"}]
        """);

    assertThat(people.members(organisation.id()))
        .containsExactly(ADA, new Member("bob@example.com", "", "tea", Role.MEMBER));
  }

  @Test
  void takesTheLastOfTwoThatAreTheSameMember() {
    put("[{\"email\": \"ada@example.com\"}, {\"email\": \"Ada@example.com\", \"team\": \"tea\"}]");

    assertThat(people.members(organisation.id()))
        .containsExactly(new Member("ada@example.com", "", "tea", Role.MEMBER));
  }

  @Test
  void takesRosterWithoutMembersForNoChange() {
    put("[{\"email\": \"bob@example.com\"}]");

    assertThat(Api.texts(put("[]"), "email")).containsExactly("bob@example.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                             | has an e-mail address",
        "{\"email\": \"nobody\"}                        | but was \"nobody\"",
        "{\"email\": \"a b@example.com\"}               | has an e-mail address",
        "{\"email\": \"a\\u0000@example.com\"}          | no control characters",
        "{\"email\": \"a@b\", \"name\": \"\\u0000\"}    | no control characters",
        "{\"email\": \"a@b\", \"role\": \"king\"}       | owner or member",
        "{\"email\": \"a@b\", \"name\": \"\\ud800\"} | no broken ones",
        "{\"email\": {}}                                | (at [1].email)",
        "null                                           | but was null",
        "7                                              | (at [1])"
      })
  void changesNothingIfOneMemberIsWrong(String wrong, String why) {
    String roster = "[{\"email\": \"ada@example.com\"}, " + wrong + "]";

    assertThat(detailOfProblem(put(roster), 400)).contains(why);
    assertThat(people.members(organisation.id())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "\"a@b\"", "[", "[{\"email\": \"a@b\"}"})
  void refusesWhatIsNoRoster(String body) {
    detailOfProblem(put(body), 400);
    assertThat(people.members(organisation.id())).isEmpty();
  }

  @Test
  void takesCsvAndLeavesWhatItHasNoColumnFor() {
    people.put(organisation.id(), List.of(ADA));

    Response response = putCsv("Team,EMAIL\r\n\"wheels, big\",ada@example.com\r\n,bob@example.com");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(people.members(organisation.id()))
        .containsExactly(
            new Member("ada@example.com", "Ada", "wheels, big", Role.OWNER),
            new Member("bob@example.com", "", "", Role.MEMBER));
  }

  /** Of all charsets that spreadsheets write, see RosterFilesTest of people. */
  @Test
  void readsCsvInItsCharsetAndRefusesWhatIsNotInIt() {
    byte[] western = "email,name\na@example.com,Jörg".getBytes(Charset.forName("windows-1252"));

    assertThat(detailOfProblem(putCsv(western, "text/csv"), 400)).contains("not text in UTF-8");
    assertThat(people.members(organisation.id())).isEmpty();
    assertThat(putCsv(western, "text/csv; charset=windows-1252").statusCode()).isEqualTo(200);
    assertThat(people.members(organisation.id())).extracting(Member::name).containsExactly("Jörg");
  }

  private Response putCsv(byte[] csv, String type) {
    return owner
        .request()
        .config(
            RestAssuredConfig.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .contentType(type)
        .body(csv)
        .put("/api/members");
  }

  @Test
  void takesNoneOfCsvWithWrongRow() {
    Response response = putCsv("email,role\nada@example.com,owner\nbob@example.com,king");

    assertThat(detailOfProblem(response, 400))
        .isEqualTo("row 3: a member's role is owner or member, but was \"king\"");
    assertThat(people.members(organisation.id())).isEmpty();
  }

  @Test
  void refusesToRemoveMemberWhoseKeyItIs() {
    Api ada = new Api(organisation.personalToken("ada@example.com", Scope.ADMIN));

    assertThat(detailOfProblem(ada.delete("/api/members/ada@example.com"), 409))
        .contains("use another one");
    assertThat(people.members(organisation.id())).hasSize(1);
  }

  @Test
  void keepsOwnersFromTakingTheirOwnRole() {
    Api ada = new Api(organisation.personalToken("ada@example.com", Scope.ADMIN));
    people.put(organisation.id(), List.of(ADA));

    Response json = ada.put("/api/members", "[{\"email\": \"ada@example.com\"}]");
    Response csv =
        ada.request()
            .contentType("text/csv")
            .body("email,role\nada@example.com,member")
            .put("/api/members");
    Response merged =
        ada.put("/api/identities/Ada@example.com", "{\"member\": \"bob@example.com\"}");

    for (Response refused : List.of(json, csv, merged)) {
      assertThat(detailOfProblem(refused, 400)).contains("nobody takes away their own way in");
    }
    assertThat(people.members(organisation.id())).containsExactly(ADA);
  }

  private Response putCsv(String csv) {
    return owner.request().contentType("text/csv").body(csv).put("/api/members");
  }

  @Test
  void refusesNameThatIsTooLong() {
    String roster = "[{\"email\": \"a@b\", \"name\": \"" + "n".repeat(255) + "\"}]";

    assertThat(detailOfProblem(put(roster), 400)).contains("at most 254 characters");
  }

  @Test
  void removesMemberAndRevokesTheirKeysAndNoOthers() {
    organisation.personalToken("ada@example.com", Scope.OTEL_WRITE);
    organisation.personalToken("ada@example.com", Scope.USAGE_READ);
    organisation.personalToken("bob@example.com", Scope.OTEL_WRITE);

    assertThat(owner.delete("/api/members/ADA%40example.com").statusCode()).isEqualTo(204);

    assertThat(people.members(organisation.id()))
        .extracting(Member::email)
        .containsExactly("bob@example.com");
    assertThat(keys.list(organisation.id()))
        .filteredOn(key -> key.revokedAt() != null)
        .extracting(ApiKey::member)
        .containsExactly("ada@example.com", "ada@example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody@example.com", "nobody", "%00", "a%00@b", "%20"})
  void findsNoUnknownMember(String email) {
    detailOfProblem(owner.delete("/api/members/" + email), 404);
  }

  private Response put(String roster) {
    return owner.put("/api/members", roster);
  }
}
