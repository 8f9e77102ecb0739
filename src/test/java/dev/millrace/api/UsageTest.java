package dev.millrace.api;

import static dev.millrace.api.ProblemAssert.detailOfProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.people.Member;
import dev.millrace.people.People;
import dev.millrace.people.Role;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.usage.Computed;
import dev.millrace.usage.TestUsage;
import dev.millrace.usage.UsageLedger;
import dev.millrace.usage.UsageRow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Usage over HTTP: what may be asked for, and how the ledger's figures are written down. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class UsageTest {

  private static final LocalDate FRIDAY = LocalDate.parse("2026-11-20");
  private static final LocalDate SATURDAY = FRIDAY.plusDays(1);
  private static final TestUsage ADA = new TestUsage(FRIDAY);

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject UsageLedger ledger;
  @Inject Clock clock;

  private TestOrganisation organisation;
  private Api reader;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
    reader = new Api(organisation.token(Scope.USAGE_READ));
  }

  @Test
  void givesNoRowsWhereNothingWasUsed() {
    JsonNode usage = Api.json(reader.get("/api/usage"));

    assertThat(usage.get("rows")).isEmpty();
    assertThat(usage.get("by")).isEmpty();
  }

  @Test
  void givesThirtyDaysUpToTodayUnlessToldOtherwise() {
    JsonNode usage = Api.json(reader.get("/api/usage"));

    assertThat(usage.get("from").asText()).isEqualTo("2026-10-25");
    assertThat(usage.get("to").asText()).isEqualTo("2026-11-23");
  }

  @Test
  void givesTotalsWithoutDimensions() {
    used(FRIDAY, ADA.tokens("sonnet", 3), ADA.with("codex").by("bob@example.com").tokens("gpt", 4));
    used(SATURDAY, new TestUsage(SATURDAY).tokens("sonnet", 5));

    JsonNode row = rows("").get(0);

    assertThat(row.get("tokens_input").asLong()).isEqualTo(12);
    assertThat(row.get("people").asLong()).isEqualTo(2);
    assertThat(row.has("person") || row.has("date")).isFalse();
  }

  @Test
  void givesGroupsInTheOrderOfTheDimensionsHoweverTheyWereAskedFor() {
    used(FRIDAY, ADA.with("codex").tokens("gpt", 1), ADA.tokens("sonnet", 2));
    used(SATURDAY, new TestUsage(SATURDAY).tokens("sonnet", 3));

    JsonNode usage = Api.json(reader.get("/api/usage?by=tool,%20date,tool,"));

    assertThat(usage.get("by")).extracting(JsonNode::asText).containsExactly("date", "tool");
    assertThat(usage.get("rows"))
        .extracting(row -> row.get("date").asText() + " " + row.get("tool").asText())
        .containsExactly("2026-11-20 claude-code", "2026-11-20 codex", "2026-11-21 claude-code");
  }

  @Test
  void countsSessionOverDaysAndToolsOnce() {
    used(FRIDAY, ADA.sessions(1, "a", "b"), ADA.with("codex").sessions(0, "a"));
    used(SATURDAY, new TestUsage(SATURDAY).sessions(2, "b", "c"));

    assertThat(rows("").get(0).get("sessions").asLong()).isEqualTo(6);
    assertThat(rows("date"))
        .extracting(row -> row.get("sessions").asLong())
        .containsExactly(3L, 4L);
  }

  @Test
  @Tag("S-18")
  void givesNoAcceptanceWhereNothingWasDecided() {
    used(FRIDAY, ADA);
    used(SATURDAY, new TestUsage(SATURDAY).edits(2, 1));

    JsonNode rows = rows("date");

    assertThat(rows.get(0).get("edit_acceptance").isNull()).isTrue();
    assertThat(rows.get(1).get("edit_acceptance").decimalValue()).isEqualByComparingTo("0.6667");
    assertThat(rows.get(1).get("edit_acceptance_human").isNull()).isTrue();
  }

  @Test
  void tellsNoCostFromCostOfNothing() {
    used(FRIDAY, ADA);
    used(SATURDAY, new TestUsage(SATURDAY).cost(0));
    used(SATURDAY.plusDays(1), new TestUsage(SATURDAY.plusDays(1)).cost(1_234_567_891));

    JsonNode rows = rows("date");

    assertThat(rows.get(0).get("cost_usd").isNull()).isTrue();
    assertThat(rows.get(1).get("cost_usd").decimalValue()).isEqualByComparingTo("0");
    assertThat(rows.get(2).get("cost_usd").decimalValue()).isEqualByComparingTo("1.234567891");
    assertThat(rows.get(2).has("cost_nano_usd")).isFalse();
    assertThat(rows.get(0).get("cost_source").textValue()).isEqualTo("none");
    assertThat(rows.get(2).get("cost_source").textValue()).isEqualTo("reported");
  }

  @Test
  void takesTheTeamFromTheRosterBeforeTheSenders() {
    people.put(
        organisation.id(),
        List.of(
            new Member("ada@example.com", "", "engines", Role.MEMBER),
            new Member("bob@example.com", "", "", Role.MEMBER)));
    used(
        FRIDAY,
        ADA.team("said"),
        ADA.by("bob@example.com").team("said"),
        ADA.by("eve@example.com"));

    assertThat(rows("team"))
        .extracting(row -> row.get("team").asText())
        .containsExactly("", "engines", "said");
  }

  @Test
  void writesNamesIntoCsvSoThatTheyAreReadBackAsTheyAre() throws IOException {
    List<String> names =
        List.of(
            "a,b",
            "say \"hi\"",
            "two\nlines",
            "two\r\nlines",
            " blank ",
            "'",
            "ümlaut 🔑",
            ";|\t",
            "#",
            "a longer name, \"quoted\", with\neverything in it");
    used(FRIDAY, names.stream().map(ADA::by).toArray(TestUsage[]::new));

    Response response = reader.get("/api/usage?by=person&format=csv");

    assertThat(response.contentType()).isEqualTo("text/csv; charset=utf-8");
    assertThat(read(response.asByteArray()))
        .extracting(row -> row.get("person"))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void writesFormulasIntoCsvAsTexts() throws IOException {
    used(FRIDAY, ADA.by("=cmd|' /C calc'!A0"), ADA.by("@SUM(1)"), ADA.by("+1"), ADA.by("-1"));

    byte[] csv = reader.get("/api/usage?by=person&format=csv").asByteArray();

    assertThat(read(csv))
        .extracting(row -> row.get("person"))
        .containsExactlyInAnyOrder("'=cmd|' /C calc'!A0", "'@SUM(1)", "'+1", "'-1");
  }

  @ParameterizedTest
  @CsvSource({
    "tool=codex, 4",
    "person=bob@example.com, 4",
    "model=sonnet, 3",
    "team=said, 4",
    "terminal=vscode, 7",
    "tool=codex&model=sonnet, 0",
    "tool=, 7"
  })
  void givesUsageOfWhatIsAskedForOnly(String only, long expected) {
    used(
        FRIDAY,
        ADA.tokens("sonnet", 3),
        ADA.with("codex").by("bob@example.com").team("said").tokens("gpt", 4));

    JsonNode rows = Api.json(reader.get("/api/usage?" + only)).get("rows");

    assertThat(rows.isEmpty() ? 0 : rows.get(0).get("tokens_input").asLong()).isEqualTo(expected);
  }

  @Test
  void writesWhatIsNullIntoCsvAsNothing() throws IOException {
    used(FRIDAY, ADA);

    Map<String, String> row = read(reader.get("/api/usage?format=csv").asByteArray()).get(0);

    assertThat(row).containsEntry("cost_usd", "").containsEntry("tokens_input", "0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from=yesterday                  | from has to be a day",
        "to=2026-02-30                   | to has to be a day",
        "to=2026-11-20T00:00:00Z         | to has to be a day",
        "to=%2B999999999-12-31           | to has to be a day",
        "to=-999999999-01-01             | to has to be a day",
        "from=0000-01-01                 | from has to be a day",
        "from=2026-11-21&to=2026-11-20   | from is after to",
        "from=2026-12-01                 | from is after to",
        "from=2020-01-01                 | more than 800 days",
        "by=person,colour                | asked for \"colour\"",
        "by=PERSON                       | asked for \"PERSON\"",
        "format=xml                      | json or csv"
      })
  void refusesWhatCannotBeAskedFor(String query, String why) {
    assertThat(detailOfProblem(reader.get("/api/usage?" + query), 400)).contains(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"from=2024-09-15&to=2026-11-23", "from=9998-12-31&to=9998-12-31", "to=0001-01-01"})
  void givesAnyDaysThatAreNotTooMany(String query) {
    assertThat(reader.get("/api/usage?" + query).statusCode()).isEqualTo(200);
  }

  private void used(LocalDate day, TestUsage... usage) {
    List<UsageRow> rows = Arrays.stream(usage).map(TestUsage::row).toList();
    ledger.replace(organisation.id(), day, rows, new Computed(clock.instant(), day));
  }

  private JsonNode rows(String by) {
    Response response = reader.get("/api/usage?by=" + by);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return Api.json(response).get("rows");
  }

  private static List<Map<String, String>> read(byte[] csv) throws IOException {
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(csv)) {
      return rows.readAll();
    }
  }
}
