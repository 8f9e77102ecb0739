package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.MovableClock;
import dev.millrace.Partition;
import dev.millrace.database.CountedDatabase;
import dev.millrace.database.Database;
import dev.millrace.keys.Scope;
import dev.millrace.people.Member;
import dev.millrace.people.Role;
import dev.millrace.people.TestOrganisation;
import dev.millrace.usage.Computed;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRuns;
import dev.millrace.usage.TestUsage;
import dev.millrace.usage.UsageLedger;
import dev.millrace.usage.UsageRow;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages about usage say, and in which state of things. How they look is BrowserTest's. */
@QuarkusTest
class UsagePagesTest extends ConsoleTest {

  private static final LocalDate FRIDAY = LocalDate.parse("2026-11-20");
  private static final TestUsage ADA = new TestUsage(FRIDAY);

  @Inject UsageLedger ledger;
  @Inject RollupRuns runs;
  @Inject Database database;
  @Inject Clock clock;
  @Inject ConsoleConfig config;

  @ParameterizedTest
  @ValueSource(strings = {"/", "/usage"})
  void saysWhatToDoWhereThereIsNothing(String path) {
    Page page = owner.get(path);

    assertThat(page.text(".empty h2")).isEqualTo("No figures yet");
    assertThat(page.html().select(".empty a").eachAttr("href"))
        .containsExactly("/setup", "/deliveries", "/runs");
  }

  @Test
  void saysWhereUsageIsIfNotInTheSelection() {
    used(FRIDAY, ADA.tokens("sonnet", 1));

    Page page = owner.get("/?tool=codex");

    assertThat(page.text(".empty")).contains("20 Nov 2026 – 20 Nov 2026");
    assertThat(page.only("#tool option[selected]").val()).isEqualTo("codex");
  }

  @Test
  void showsTheFiguresOfTheApi() {
    people.put(organisation.id(), List.of(member("ada@example.com", "Ada", "engines")));
    used(FRIDAY, ADA.tokens("sonnet", 1_234_567).cost(2_500_000_000L), ADA.with("codex"));

    Page page = owner.get("/usage");

    assertThat(page.tile("Tokens")).startsWith("1.2 M");
    assertThat(page.tile("Cost, estimated")).startsWith("$2.50 at list prices");
    assertThat(page.texts("#by-tool tbody th")).containsExactly("claude-code", "codex");
    assertThat(page.texts("#by-model tbody th")).containsExactly("sonnet");
    assertThat(page.texts("#by-person tbody th")).containsExactly("Ada ada@example.com");
    assertThat(page.only("#by-person tbody a").attr("href"))
        .isEqualTo("/usage/person?from=2026-11-01&to=2026-11-23&person=ada%40example.com");
  }

  @Test
  void drawsEveryDaySinceTheFirstAndMarksTheOneThatIsNotOver() {
    people.put(organisation.id(), List.of(member("ada@example.com", "", "")));
    used(FRIDAY, ADA);

    Page page = owner.get("/");

    assertThat(page.texts("#active tbody th"))
        .containsExactly("2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23 so far");
    assertThat(page.html().select("#active tbody tr:first-child td").eachAttr("data-value"))
        .containsExactly("1", "1", "1", "100.0", "33.3", "0");
    assertThat(page.text("header.page")).contains("today so far");
  }

  /** Of them one is for the session, and two on the overview for keys and senders. */
  @ParameterizedTest
  @CsvSource({"/, 9", "/usage, 7", "/usage?tool=codex&team=engines, 7"})
  void asksTheDatabaseAsOftenHoweverMuchThereIs(String path, int times) {
    used(FRIDAY.minusDays(60), new TestUsage(FRIDAY.minusDays(60)));
    used(
        FRIDAY, ADA.tokens("sonnet", 1), ADA.with("codex"), ADA.by("bob@example.com").team("said"));
    owner.get(path);
    int before = ((CountedDatabase) database).transactions();

    owner.get(path);

    assertThat(((CountedDatabase) database).transactions() - before).isEqualTo(times);
  }

  @Test
  void saysNoDecisionsWhereNothingWasDecided() {
    used(FRIDAY, ADA.tokens("sonnet", 1));

    assertThat(owner.get("/").tile("Edits accepted")).startsWith("no decisions");
  }

  @Test
  void showsWhatPartNamesNobody() {
    used(FRIDAY, ADA.tokens("sonnet", 3), ADA.by("unattributed").tokens("sonnet", 1));

    assertThat(owner.get("/").tile("Unattributed")).startsWith("25%");
    assertThat(owner.get("/usage").texts("#by-person tbody th"))
        .contains("Unattributed names nobody");
  }

  @Test
  void saysThatThereIsNoGroupToTakeSharesOf() {
    used(FRIDAY, ADA);

    Page page = owner.get("/");

    assertThat(page.texts(".alert")).anyMatch(text -> text.contains("Nobody is on the roster"));
    assertThat(page.text("#adoption")).contains("Add people");
  }

  @Test
  void saysWhyTheLatestRollupFailed() {
    used(FRIDAY, ADA);
    RollupRun run = runs.requested(new Partition(organisation.id(), FRIDAY), "a test");
    runs.failed(run.id(), "the disk is full");

    assertThat(owner.get("/").text(".alert.bad")).contains("the disk is full", "See the runs");
  }

  @Test
  void saysWhenTheLastRollupIsLongAgo() {
    used(FRIDAY, ADA);
    RollupRun run = runs.requested(new Partition(organisation.id(), FRIDAY), "a test");
    runs.started(run.id());
    runs.done(run.id(), 1, 1, List.of(FRIDAY), "state", List.of());
    ((MovableClock) clock).advance(config.staleAfter());
    owner = Browser.signedIn(organisation.token(Scope.ADMIN));
    assertThat(owner.get("/").html().select(".alert.warn")).isEmpty();

    ((MovableClock) clock).advance(Duration.ofSeconds(1));

    assertThat(owner.get("/").text(".alert.warn"))
        .contains("The last rollup ended 1 day ago", "See what has arrived");
    assertThat(owner.get("/").text("header.page")).contains("rolled up 1 day ago");
  }

  @Test
  void saysThatFiguresMayChangeWhileRollupsAreOpen() {
    used(FRIDAY, ADA);
    runs.requested(new Partition(organisation.id(), FRIDAY), "a test");

    assertThat(owner.get("/").text(".alert")).contains("A rollup is under way");
  }

  @Test
  void meansTheDaysThatTheAddressNames() {
    used(FRIDAY, ADA.tokens("sonnet", 1));

    Page page = owner.get("/usage?from=2026-11-19&to=2026-11-20");

    assertThat(page.only(".filters option[selected]").attr("value")).isEqualTo("custom");
    assertThat(page.only("#from").val()).isEqualTo("2026-11-19");
    assertThat(page.only("#to").val()).isEqualTo("2026-11-20");
  }

  @Test
  void takesDaysAndFiltersToTheOtherPages() {
    used(FRIDAY, ADA.team("engines").tokens("sonnet", 1));
    String query = "?days=90&team=engines&model=sonnet";

    Page page = owner.get("/usage" + query);

    assertThat(page.html().select("nav a").eachAttr("href"))
        .contains("/" + query, "/usage" + query);
    assertThat(page.only("#by-person tbody a").attr("href")).contains("model=sonnet");
    String ofPerson = "/usage/person?person=ada%40example.com&days=90&model=sonnet";
    assertThat(owner.get(ofPerson).only("header.page a").attr("href"))
        .isEqualTo("/usage?days=90&model=sonnet");
  }

  @Test
  void showsThatNothingIsLeftOfPersonInATeam() {
    used(FRIDAY, ADA.team("engines").tokens("sonnet", 1));

    assertThat(owner.get("/usage/person?person=ada%40example.com&team=wheels").status())
        .isEqualTo(200);
    assertThat(owner.get("/usage/person?person=nobody%40example.com").status()).isEqualTo(404);
  }

  @Test
  void keepsFiltersInTheAddress() {
    used(FRIDAY, ADA.team("engines").tokens("sonnet", 1));

    Page page =
        owner.get("/usage?days=custom&from=2026-11-19&to=2026-11-20&team=engines&model=sonnet");

    assertThat(page.html().select(".filters option[selected]").eachAttr("value"))
        .containsExactly("custom", "engines", "sonnet");
    assertThat(page.only("#from").val()).isEqualTo("2026-11-19");
    assertThat(page.only("#cost a").attr("href"))
        .isEqualTo(
            "/download/cost.csv?from=2026-11-19&to=2026-11-20&model=sonnet&team=engines&stack=model");
    assertThat(page.html().select("#cost a").eachAttr("href"))
        .contains(
            "/download/usage.csv?by=date&from=2026-11-19&to=2026-11-20&model=sonnet&team=engines");
    assertThat(page.text("#cost code"))
        .isEqualTo(
            "GET /api/usage?by=date&from=2026-11-19&to=2026-11-20&model=sonnet&team=engines");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "days=custom",
        "days=custom&from=soon&to=2026-11-20",
        "days=custom&from=2026-11-21&to=2026-11-20",
        "days=custom&from=2020-01-01&to=2026-11-20"
      })
  void showsThisMonthWhereDaysMakeNoSense(String query) {
    Page page = used(FRIDAY, ADA).get("/usage?" + query);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text(".alert.bad")).contains("of this month");
    assertThat(page.text("header.page")).contains("1 – 23 Nov 2026");
  }

  @Test
  void givesDownloadThatIsTheApisCsv() {
    used(FRIDAY, ADA.tokens("sonnet", 7));
    String query = "by=model&from=2026-11-20&to=2026-11-23&model=sonnet";

    Page download = owner.get("/download/usage.csv?" + query);

    assertThat(download.response().contentType()).startsWith("text/csv");
    assertThat(download.response().header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"usage-by-model-all-columns-2026-11-20-2026-11-23.csv\"");
    assertThat(download.response().asString())
        .isEqualTo(
            new Browser()
                .request()
                .header("Authorization", "Bearer " + organisation.token(Scope.USAGE_READ))
                .get("/api/usage?format=csv&" + query)
                .asString());
    assertThat(owner.get("/download/usage.csv?by=colour").status()).isEqualTo(400);
    assertThat(new Browser().get("/download/usage.csv?" + query).status()).isEqualTo(303);
  }

  /**
   * Sixty per cent of nothing binary, and dollars without cents, come out as anybody writes them.
   */
  @Test
  void givesDownloadOfWhatATableShows() {
    people.put(organisation.id(), List.of(member("ada@example.com", "=Ada, \"A\"", "engines")));
    used(
        FRIDAY,
        ADA.tokens("sonnet", 7).cost(72_500_000_000L),
        ADA.edits(11, 9).sessions(2),
        ADA.by("bob@example.com").sessions(1));

    Page download = owner.get("/download/by-person.csv?from=2026-11-20&to=2026-11-20");

    assertThat(download.response().header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"by-person-2026-11-20-2026-11-20.csv\"");
    assertThat(download.response().asString().lines())
        .containsExactly(
            "Person,Name,Team,Cost (USD),Active days,Sessions,Tokens,Lines added,"
                + "Edits accepted (%),Last active,Tools",
            "ada@example.com,\"'=Ada,"
                + " \"\"A\"\"\",engines,72.50,1,2,7,0,55.0,2026-11-20,claude-code",
            "bob@example.com,,,,1,1,0,0,,2026-11-20,claude-code");
    assertThat(owner.get("/download/nothing.csv").status()).isEqualTo(404);
  }

  @Test
  void tellsWhatIsNotReportedFromNone() {
    used(
        FRIDAY,
        ADA.with("codex").tokens("gpt-5-codex", 9),
        ADA.with("codex").sessions(1),
        ADA.by("bob@example.com").tokens("sonnet", 9));

    Page both = owner.get("/usage");
    Page codex = owner.get("/usage?tool=codex");

    assertThat(both.tile("Lines changed")).isEqualTo("0 0 commits, 0 pull requests");
    assertThat(both.texts("#by-person tbody tr:contains(ada) td[data-label=Lines added]"))
        .containsExactly("not reported by Codex");
    assertThat(both.texts("#by-person tbody tr:contains(bob) td[data-label=Lines added]"))
        .containsExactly("0");
    assertThat(codex.tile("Lines changed"))
        .isEqualTo(
            "not reported by Codex commits not reported by Codex, pull requests not reported by"
                + " Codex");
    assertThat(codex.text("#code figure > p")).isEqualTo("Code by day: not reported by Codex.");
    assertThat(codex.html().text()).doesNotContain(" 0 commits", " 0 pull requests");
    assertThat(owner.get("/usage?model=sonnet").tile("Sessions")).startsWith("not known by model");
  }

  @Test
  void saysInWordsThatThereIsNothingToDraw() {
    used(FRIDAY, ADA.tokens("sonnet", 1));

    Page page = owner.get("/usage");

    assertThat(page.text("#reliability figure > p")).isEqualTo("No requests reported.");
    assertThat(page.tile("Tool calls failed")).isEqualTo("no tool calls No requests reported");
    assertThat(page.tile("Unattributed")).isEqualTo("0% Every token and session has a name");
  }

  /** Of 10 dollars in October's first 23 days, and 30 in all of it, November so far has 12. */
  @Test
  void holdsTheMonthAgainstTheSameDaysOfTheOneBefore() {
    people.put(organisation.id(), List.of(member("ada@example.com", "Ada", "engines")));
    spent("2026-10-01", "sonnet", 4);
    spent("2026-10-23", "opus", 6);
    spent("2026-10-24", "opus", 20);
    spent("2026-11-02", "sonnet", 9);
    spent("2026-11-20", "opus", 3);

    Page page = owner.get("/");

    assertThat(page.text(".lead"))
        .isEqualTo(
            "November so far: $12.00, 20% more than 1 – 23 Oct 2026, most of it sonnet. 1 of 1"
                + " people used a tool; everything has a name.");
    assertThat(page.tile("Cost, estimated")).endsWith("20% more");
    assertThat(page.text("#compared")).contains("1 – 23 Oct 2026");
    assertThat(page.texts("#by-model tbody tr"))
        .first()
        .asString()
        .startsWith("sonnet $9.00")
        .endsWith("125% more");
    assertThat(owner.get("/?days=last-month").text(".lead"))
        .startsWith("October: $30.00, most of it opus.");
  }

  @Test
  void dividesCostOfDaysByModelOrTool() {
    used(
        FRIDAY,
        ADA.tokens("sonnet", 1).cost(2_000_000_000L),
        ADA.with("codex").tokens("gpt-5", 1).cost(3_000_000_000L));

    assertThat(owner.get("/").texts("#cost thead th"))
        .containsExactly("Day", "Cost", "gpt-5", "sonnet", "Source");
    Page byTool = owner.get("/?stack=tool");
    assertThat(byTool.texts("#cost thead th"))
        .containsExactly("Day", "Cost", "codex", "claude-code", "Source");
    assertThat(byTool.texts("#cost tbody tr").get(0))
        .isEqualTo("2026-11-20 $5.00 $3.00 $2.00 reported");
    assertThat(owner.get(byTool.only("#cost a").attr("href")).response().asString())
        .startsWith(
            "Day,Cost (USD),codex (USD),claude-code (USD),Source\n2026-11-20,5.00,3.00,2.00");
  }

  @Test
  void sortsAndSearchesPeopleWithoutScripts() {
    used(
        FRIDAY,
        ADA.tokens("sonnet", 10).cost(1_000_000_000L),
        ADA.by("bob@example.com").tokens("sonnet", 30).cost(2_000_000_000L),
        ADA.by("cy@example.com").tokens("sonnet", 20).cost(3_000_000_000L));

    Page page = owner.get("/usage?tool=claude-code");
    assertThat(names(page)).containsExactly("cy", "bob", "ada");
    Page byTokens = owner.get(page.only("#by-person thead a:contains(Tokens)").attr("href"));
    assertThat(names(byTokens)).containsExactly("bob", "cy", "ada");
    assertThat(byTokens.only("#by-person [aria-sort]").text()).isEqualTo("Tokens");
    Page up = owner.get(byTokens.only("#by-person [aria-sort] a").attr("href"));
    assertThat(names(up)).containsExactly("ada", "cy", "bob");
    Page byName = owner.get(page.only("#by-person thead a:contains(Person)").attr("href"));
    assertThat(names(byName)).containsExactly("ada", "bob", "cy");
    assertThat(names(owner.get("/usage?q=BOB"))).containsExactly("bob");
    assertThat(names(owner.get("/usage?sort=by-person.colour&page=99")))
        .containsExactly("cy", "bob", "ada");
  }

  @Test
  void turnsPagesOfPeople() {
    used(
        FRIDAY,
        IntStream.range(0, 60)
            .mapToObj(i -> ADA.by("person%02d@example.com".formatted(i)).cost(i + 1))
            .toArray(TestUsage[]::new));

    Page first = owner.get("/usage");
    Page second = owner.get(first.only(".pager [rel=next]").attr("href"));

    assertThat(first.text(".pager")).isEqualTo("Page 1 of 3 Next");
    assertThat(names(first)).hasSize(25).startsWith("person59");
    assertThat(names(second)).hasSize(25).startsWith("person34");
    assertThat(names(owner.get("/usage?page=3"))).hasSize(10).endsWith("person00");
  }

  @Test
  void saysWhoUsesWhichTool() {
    used(FRIDAY, ADA, ADA.with("codex"), ADA.by("bob@example.com"));

    Page page = owner.get("/usage");

    assertThat(page.texts("#person-tool thead th"))
        .containsExactly("Person", "claude-code", "codex");
    assertThat(page.texts("#person-tool tbody tr"))
        .containsExactly("ada@example.com on no roster 1 1", "bob@example.com on no roster 1 –");
  }

  private static List<String> names(Page page) {
    return page.html().select("#by-person tbody th a").eachText().stream()
        .map(name -> name.replace("@example.com", ""))
        .toList();
  }

  private void spent(String date, String model, long dollars) {
    LocalDate day = LocalDate.parse(date);
    used(day, new TestUsage(day).tokens(model, 1).cost(dollars * 1_000_000_000L));
  }

  @Test
  void showsWhateverNamesThereAreAsText() {
    String name = "<script>alert(1)</script>";
    String team = "\"><img src=x onerror=alert(1)>";
    people.put(organisation.id(), List.of(member("ada@example.com", name, team)));
    used(
        FRIDAY,
        ADA.tokens("{model}' onclick='x", 1).cost(1),
        ADA.by(name).team(team),
        ADA.by(team));

    for (String path : List.of("/", "/usage", page("person", name), page("team", team))) {
      Page page = owner.get(path);
      assertThat(page.status()).as(path).isEqualTo(200);
      assertThat(page.html().select("script:not([src]), img:not([alt]), [onerror], [onclick]"))
          .isEmpty();
    }
    assertThat(owner.get("/usage").texts("#by-model tbody th"))
        .containsExactly("{model}' onclick='x");
    assertThat(owner.get("/usage").texts("#by-person tbody th")).anyMatch(t -> t.startsWith(name));
    assertThat(owner.get(page("team", team)).text("h1")).isEqualTo("Team " + team);
  }

  @Test
  void showsPersonsPageWithTheirUsageOnly() {
    people.put(organisation.id(), List.of(member("ada@example.com", "Ada", "engines")));
    used(FRIDAY, ADA.tokens("sonnet", 1), ADA.by("bob@example.com").tokens("opus", 1));

    Page page = owner.get("/usage/person?person=ada@example.com");

    assertThat(page.text("h1")).isEqualTo("Ada");
    assertThat(page.tile("Active days")).isEqualTo("1 of 4");
    assertThat(page.texts("#by-model tbody th")).containsExactly("sonnet");
    assertThat(page.only(".filters input[name=person]").val()).isEqualTo("ada@example.com");
  }

  @Test
  void showsTeamsPageWithItsPeople() {
    people.put(organisation.id(), List.of(member("ada@example.com", "Ada", "engines")));
    used(FRIDAY, ADA.tokens("sonnet", 1), ADA.by("bob@example.com").tokens("opus", 1));

    Page page = owner.get("/usage/team?team=engines");

    assertThat(page.text("h1")).isEqualTo("Team engines");
    assertThat(page.texts("#by-person tbody th")).containsExactly("Ada ada@example.com");
    assertThat(page.text("#adoption")).contains("Occasional users");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usage/person?person=ada@example.com", "/usage/team?team=engines"})
  void hasNothingOfAnotherOrganisation(String path) {
    people.put(organisation.id(), List.of(member("ada@example.com", "Ada", "engines")));
    used(FRIDAY, ADA.tokens("sonnet", 1));
    Browser stranger = Browser.signedIn(new TestOrganisation(people, keys).token(Scope.ADMIN));

    assertThat(owner.get(path).status()).isEqualTo(200);
    assertThat(stranger.get(path).status()).isEqualTo(404);
    assertThat(stranger.get("/usage").html().text()).doesNotContain("ada@", "sonnet");
    assertThat(new Browser().get(path).status()).isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usage/team?team=engines", "/usage/person?person=ada%40example.com"})
  void leadsBackToTheSameSubject(String path) {
    people.put(organisation.id(), List.of(member("ada@example.com", "Ada", "engines")));
    used(FRIDAY, ADA.tokens("sonnet", 1));

    Page page = owner.get(path + "&tool=codex");

    assertThat(page.only(".empty a").attr("href")).isEqualTo(path);
    assertThat(page.only(".filters .actions a").attr("href")).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usage/person", "/usage/person?person=", "/usage/team?team=nobody"})
  void hasNoPageOfNobody(String path) {
    assertThat(owner.get(path).status()).isEqualTo(404);
  }

  private Browser used(LocalDate day, TestUsage... usage) {
    List<UsageRow> rows = Arrays.stream(usage).map(TestUsage::row).toList();
    ledger.replace(organisation.id(), day, rows, new Computed(clock.instant(), day));
    return owner;
  }

  private static String page(String subject, String name) {
    return "/usage/" + subject + "?" + subject + "=" + UsageFilter.encoded(name);
  }

  private static Member member(String email, String name, String team) {
    return new Member(email, name, team, Role.MEMBER);
  }
}
