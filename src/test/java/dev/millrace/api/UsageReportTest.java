package dev.millrace.api;

import static dev.millrace.api.ProblemAssert.detailOfProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.people.People;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usage in the shape of Anthropic's Claude Code Analytics API, for programs made to read that. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class UsageReportTest {

  private static final String PATH = "/v1/organizations/usage_report/claude_code";
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private static final TestUsage ADA = new TestUsage(DAY);

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject UsageLedger ledger;
  @Inject Clock clock;

  private TestOrganisation organisation;
  private String token;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
    token = organisation.token(Scope.USAGE_READ);
  }

  @Test
  void givesRecordPerPersonAndTerminal() throws IOException {
    used(
        ADA.sessions(0, "a", "b").edits(3, 1),
        ADA.tokens("claude-opus", 5).cost(123_456_789),
        ADA.tokens("claude-sonnet", 7),
        ADA.with("codex").tokens("gpt", 100));

    JsonNode report = report("");

    assertThat(report)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"data": [{
                      "date": "2026-11-20T00:00:00Z",
                      "actor": {"type": "user_actor", "email_address": "ada@example.com"},
                      "organization_id": "%s",
                      "customer_type": "subscription",
                      "subscription_type": null,
                      "terminal_type": "vscode",
                      "core_metrics": {
                        "num_sessions": 2,
                        "lines_of_code": {"added": 0, "removed": 0},
                        "commits_by_claude_code": 0,
                        "pull_requests_by_claude_code": 0},
                      "tool_actions": {
                        "edit_tool": {"accepted": 3, "rejected": 1},
                        "multi_edit_tool": {"accepted": 0, "rejected": 0},
                        "write_tool": {"accepted": 0, "rejected": 0},
                        "notebook_edit_tool": {"accepted": 0, "rejected": 0}},
                      "model_breakdown": [
                        {"model": "claude-opus",
                         "tokens": {"input": 5, "output": 0, "cache_read": 0, "cache_creation": 0},
                         "estimated_cost": {"currency": "USD", "amount": 12}},
                        {"model": "claude-sonnet",
                         "tokens": {"input": 7, "output": 0, "cache_read": 0, "cache_creation": 0},
                         "estimated_cost": null}]}],
                     "has_more": false, "next_page": null}"""
                        .formatted(organisation.id())));
  }

  @Test
  void callsWhoHasNoEmailAddressAnApiActor() {
    used(ADA.by("installation-1"));

    JsonNode entry = report("").get("data").get(0);

    assertThat(entry.get("actor").get("type").asText()).isEqualTo("api_actor");
    assertThat(entry.get("actor").get("api_key_name").asText()).isEqualTo("installation-1");
    assertThat(entry.get("actor").has("email_address")).isFalse();
    assertThat(entry.get("customer_type").asText()).isEqualTo("api");
  }

  @Test
  void turnsPagesUntilThereAreNoMore() {
    used(ADA.by("a"), ADA.by("b"), ADA.by("b").on("cli"), ADA.by("c"), ADA.by("c").tokens("m", 1));
    List<String> seen = new ArrayList<>();

    JsonNode page = report("&limit=2");
    add(page, seen);
    while (page.get("has_more").asBoolean()) {
      page = report("&limit=2&page=" + page.get("next_page").asText());
      add(page, seen);
    }

    assertThat(seen).containsExactly("a vscode", "b cli", "b vscode", "c vscode");
    assertThat(page.get("next_page").isNull()).isTrue();
  }

  @Test
  void givesTwentyRecordsUnlessToldOtherwise() {
    TestUsage[] many = new TestUsage[21];
    Arrays.setAll(many, i -> ADA.by("person" + i));
    used(many);

    assertThat(report("").get("data")).hasSize(20);
    assertThat(report("&limit=1000").get("data")).hasSize(21);
  }

  @Test
  void takesKeyAsItsReadersSendIt() {
    Response response =
        given()
            .header("x-api-key", token)
            .header("anthropic-version", "2023-06-01")
            .get(PATH + "?starting_at=2026-11-20");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(given().header("x-api-key", "sk-ant-admin").get(PATH).statusCode()).isEqualTo(401);
  }

  @Test
  void refusesCursorOfAnotherDay() {
    used(ADA.by("a"), ADA.by("b"));
    String cursor = report("&limit=1").get("next_page").asText();

    Response response = new Api(token).get(PATH + "?starting_at=2026-11-21&page=" + cursor);

    assertThat(detailOfProblem(response, 400)).contains("next_page");
  }

  @ParameterizedTest
  @CsvSource({
    "starting_at=yesterday, starting_at has to be a day",
    "limit=0, from 1 to 1000",
    "limit=1001, from 1 to 1000",
    "page=%25, next_page",
    "page=abc, next_page"
  })
  void refusesWhatCannotBeAskedFor(String query, String why) {
    assertThat(detailOfProblem(new Api(token).get(PATH + "?" + query), 400)).contains(why);
  }

  private void used(TestUsage... usage) {
    List<UsageRow> rows = Arrays.stream(usage).map(TestUsage::row).toList();
    ledger.replace(organisation.id(), DAY, rows, new Computed(clock.instant(), DAY));
  }

  private JsonNode report(String more) {
    return Api.json(new Api(token).get(PATH + "?starting_at=2026-11-20" + more));
  }

  private static void add(JsonNode page, List<String> seen) {
    page.get("data")
        .forEach(
            entry ->
                seen.add(
                    entry.get("actor").get("api_key_name").asText()
                        + " "
                        + entry.get("terminal_type").asText()));
  }
}
