package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.keys.Scope;
import dev.millrace.people.Identities;
import dev.millrace.people.Member;
import dev.millrace.people.MergedIdentity;
import dev.millrace.people.Role;
import dev.millrace.people.TestOrganisation;
import dev.millrace.usage.Computed;
import dev.millrace.usage.TestUsage;
import dev.millrace.usage.UsageLedger;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** The roster as an owner keeps it in the console. */
@QuarkusTest
class PeoplePageTest extends ConsoleTest {

  private static final String HOSTILE = "\"><img src=x onerror=alert(1)>{x}<script>";
  private static final Member ADA = new Member("ada@example.com", "Ada", "engines", Role.MEMBER);
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  @Inject Identities identities;
  @Inject UsageLedger ledger;
  @Inject Clock clock;

  @Test
  void addsMember() {
    Page answer =
        owner.submit(
            owner.get("/people/new"),
            "#member",
            Map.of("email", "Ada@example.com", "name", "Ada", "team", "engines"));

    assertThat(answer.response().header("Location")).endsWith("/people");
    assertThat(people.members(organisation.id())).containsExactly(ADA);
    assertThat(owner.get("/people").text("#roster")).contains("Ada", "engines · 1");
  }

  @Test
  void doesNotAddWhoIsThere() {
    people.put(organisation.id(), List.of(ADA));

    Page answer =
        owner.submit(
            owner.get("/people/new"), "#member", Map.of("email", "ada@example.com", "name", "X"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("[role=alert]")).contains("a member already");
    assertThat(people.members(organisation.id())).containsExactly(ADA);
  }

  @Test
  void saysWhatIsWrongAndKeepsTheRestOfTheForm() {
    Page answer =
        owner.submit(
            owner.get("/people/new"), "#member", Map.of("email", "nobody", "name", "Nobody"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("[role=alert]")).contains("has an e-mail address");
    assertThat(answer.only("#name").val()).isEqualTo("Nobody");
  }

  @Test
  void changesMember() {
    people.put(organisation.id(), List.of(ADA));
    String edit = owner.get("/people").only("#roster a[href^=/people/edit]").attr("href");

    owner.submit(owner.get(edit), "#member", Map.of("team", "wheels", "role", "owner"));

    assertThat(people.members(organisation.id()))
        .containsExactly(new Member("ada@example.com", "Ada", "wheels", Role.OWNER));
  }

  @Test
  void nobodyTakesAwayTheirOwnWayIn() {
    String token = organisation.personalToken("ada@example.com", Scope.ADMIN);
    Member self = new Member("ada@example.com", "Ada", "", Role.OWNER);
    people.put(organisation.id(), List.of(self));
    Browser ada = Browser.signedIn(token);
    Page edit = ada.get("/people/edit?email=ada%40example.com");
    String csrf = edit.only("#member input[name=csrf]").val();

    Page demoted = ada.submit(edit, "#member", Map.of("role", "member"));
    Page removed = ada.post("/people/offboard", Map.of("csrf", csrf, "email", "ada@example.com"));
    Page imported =
        ada.post(
            "/people/import/confirm",
            Map.of("csrf", csrf, "csv", "email,role\nada@example.com,member"));
    Page merged =
        ada.post(
            "/people/identities/merge",
            Map.of("csrf", csrf, "identity", "Ada@example.com", "member", "bob@example.com"));

    assertThat(demoted.status()).isEqualTo(400);
    assertThat(removed.status()).isEqualTo(409);
    assertThat(imported.status()).isEqualTo(400);
    assertThat(merged.status()).isEqualTo(400);
    assertThat(merged.text("main")).contains("nobody takes away their own way in");
    assertThat(people.members(organisation.id())).containsExactly(self);
  }

  @Test
  void showsSendersWhoAreNotOnTheRosterAndAddsThemWithOneClick() {
    people.put(organisation.id(), List.of(ADA));
    used("bob@example.com", "installation-1", "ada@example.com");
    Page page = owner.get("/people");
    assertThat(page.texts("#senders tbody th"))
        .containsExactly("bob@example.com", "installation-1");
    assertThat(page.html().select("form.add")).hasSize(1);

    owner.submit(page, "form.add", Map.of());

    assertThat(people.members(organisation.id()))
        .containsExactly(ADA, new Member("bob@example.com", "", "", Role.MEMBER));
    assertThat(owner.get("/people").texts("#senders tbody th")).containsExactly("installation-1");
  }

  @Test
  void showsOneTeamIfAskedTo() {
    Member bob = new Member("bob@example.com", "Bob", "wheels & more", Role.MEMBER);
    people.put(organisation.id(), List.of(ADA, bob));

    String wheels =
        owner.get("/people").only("#roster a.chip:last-of-type[href*=wheels]").attr("href");

    assertThat(owner.get(wheels).texts("#roster tbody th")).containsExactly("Bob bob@example.com");
    assertThat(owner.get(wheels).text("#roster [aria-current]")).isEqualTo("wheels & more · 1");
  }

  @Test
  void turnsPagesOfTheRoster() {
    people.put(
        organisation.id(),
        IntStream.range(0, 30)
            .mapToObj(i -> new Member("m%02d@example.com".formatted(i), "", "", Role.MEMBER))
            .toList());

    Page page = owner.get("/people");

    assertThat(page.texts("#roster tbody th")).hasSize(25);
    assertThat(page.text(".pager")).isEqualTo("Page 1 of 2 Next");
    assertThat(owner.get(page.only("[rel=next]").attr("href")).texts("#roster tbody th"))
        .hasSize(5)
        .endsWith("m29@example.com");
    assertThat(owner.get("/people?q=m07").texts("#roster tbody th"))
        .containsExactly("m07@example.com");
  }

  /** Ada used Claude Code on one of the last 28 days and two of the 28 before, Bob Codex on one. */
  @Test
  void saysWhenAndWithWhatMembersWereLastActive() {
    people.put(
        organisation.id(),
        List.of(
            ADA,
            new Member("bob@example.com", "Bob", "", Role.MEMBER),
            new Member("cy@example.com", "Cy", "", Role.MEMBER)));
    used("ada@example.com");
    usedOn(DAY.minusDays(30), new TestUsage(DAY.minusDays(30)));
    usedOn(DAY.minusDays(31), new TestUsage(DAY.minusDays(31)));
    usedOn(DAY.plusDays(1), new TestUsage(DAY.plusDays(1)).by("bob@example.com").with("codex"));

    Page page = owner.get("/people");

    assertThat(cells(page))
        .containsExactly(
            "engines|2026-11-20|claude-code|1|1 day less",
            "none|2026-11-21|codex|1|1 day more",
            "none|not in 84 days||0|");
    assertThat(owner.get("/people?sort=people.last").texts("#roster tbody th a"))
        .containsExactly("Bob", "Ada", "Cy");
    assertThat(owner.get("/people?cohort=occasional").texts("#roster tbody th a"))
        .containsExactly("Ada", "Bob");
    assertThat(owner.get("/people?cohort=none").texts("#roster tbody th a")).containsExactly("Cy");
    assertThat(page.only("#roster td a[href^=/usage/team]").attr("href"))
        .isEqualTo("/usage/team?team=engines");
  }

  private static List<String> cells(Page page) {
    return page.html().select("#roster tbody tr").stream()
        .map(row -> row.select("td[data-label]").stream().map(Element::text))
        .map(texts -> texts.collect(Collectors.joining("|")))
        .toList();
  }

  private void usedOn(LocalDate day, TestUsage usage) {
    ledger.replace(
        organisation.id(), day, List.of(usage.row()), new Computed(clock.instant(), day));
  }

  @Test
  void mergesSenderIntoMemberAndSeparatesThem() {
    people.put(organisation.id(), List.of(ADA));
    used("installation-1");

    owner.submit(owner.get("/people"), "form.merge", Map.of("member", "ADA@example.com"));

    assertThat(identities.of(organisation.id()))
        .containsExactly(new MergedIdentity("installation-1", "ada@example.com"));
    Page page = owner.get("/people");
    assertThat(page.html().select("#senders")).isEmpty();
    assertThat(page.text("#roster")).contains("installation-1");
    owner.submit(page, "form.separate", Map.of());
    assertThat(identities.of(organisation.id())).isEmpty();
  }

  @Test
  void mergesIntoNobodyWhoIsNotThere() {
    people.put(organisation.id(), List.of(ADA));
    used("installation-1");

    Page answer =
        owner.submit(owner.get("/people"), "form.merge", Map.of("member", "eve@example.com"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("main")).contains("no member \"eve@example.com\"");
  }

  @Test
  void knowsNobodyOfAnotherOrganisation() {
    TestOrganisation other = new TestOrganisation(people, keys);
    people.put(other.id(), List.of(ADA));
    identities.merge(other.id(), "installation-1", "ada@example.com");
    Map<String, String> form =
        Map.of(
            "csrf", owner.get("/people").only("input[name=csrf]").val(),
            "email", "ada@example.com",
            "identity", "installation-1");

    assertThat(owner.get("/people").response().asString()).doesNotContain("ada@example.com");
    assertThat(owner.get("/people/edit?email=ada@example.com").status()).isEqualTo(404);
    assertThat(owner.get("/people/offboard?email=ada@example.com").status()).isEqualTo(404);
    assertThat(owner.post("/people/offboard", form).status()).isEqualTo(404);
    assertThat(owner.post("/people/identities/separate", form).status()).isEqualTo(404);
    assertThat(owner.post("/people/edit", form).status()).isEqualTo(400);
    assertThat(people.members(other.id())).containsExactly(ADA);
    assertThat(identities.of(other.id())).hasSize(1);
  }

  @Test
  void showsHostileNamesAsText() {
    Member hostile = new Member("a\"'&<b>@example.com", HOSTILE, HOSTILE, Role.MEMBER);
    people.put(organisation.id(), List.of(hostile));
    identities.merge(organisation.id(), HOSTILE, hostile.email());
    used("<script>alert(1)</script>");

    Page list = owner.get("/people");
    Page edit = owner.get(list.only("#roster a[href^=/people/edit]").attr("href"));

    assertThat(list.text("#roster")).contains(HOSTILE, hostile.email());
    assertThat(list.text("#senders")).contains("<script>alert(1)</script>");
    assertThat(edit.only("#name").val()).isEqualTo(HOSTILE);
    for (Page page : List.of(list, edit)) {
      assertThat(page.html().select("img[onerror], main script, main b")).isEmpty();
    }
  }

  private void used(String... persons) {
    ledger.replace(
        organisation.id(),
        DAY,
        Arrays.stream(persons).map(p -> new TestUsage(DAY).by(p).row()).toList(),
        new Computed(clock.instant(), DAY));
  }
}
