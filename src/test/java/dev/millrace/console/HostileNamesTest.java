package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.keys.KeyOrder;
import dev.millrace.keys.Scope;
import dev.millrace.people.Identities;
import dev.millrace.people.Member;
import dev.millrace.people.Role;
import dev.millrace.usage.Computed;
import dev.millrace.usage.ErasureRuns;
import dev.millrace.usage.RollupRuns;
import dev.millrace.usage.TestUsage;
import dev.millrace.usage.UsageLedger;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * That whatever somebody calls a member, a team, a key, a tool, a model or a sender, or makes an
 * error say, is shown as text on every page that shows it, and is no formula in a spreadsheet.
 */
@QuarkusTest
class HostileNamesTest extends ConsoleTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private static final String DAYS = "days=custom&from=2026-11-20&to=2026-11-20";

  @Inject Identities identities;
  @Inject Deliveries deliveries;
  @Inject UsageLedger ledger;
  @Inject RollupRuns runs;
  @Inject ErasureRuns erasures;
  @Inject Clock clock;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</title></textarea></noscript><svg onload=alert(1)>",
        "{x}{#if true}{inject:visitor.csrf}{/if}",
        "javascript:alert(1)",
        "=HYPERLINK(\"http://e.example\")",
        "a\u202egnp.exe\u2066\u200b"
      })
  void areShownAsText(String name) {
    String email = "\"" + name.hashCode() + "'<b>\"@example.com";
    fill(name, email);
    for (String path : paths(name, email).toList()) {
      Page page = owner.get(path);

      assertThat(page.status()).as(path).isEqualTo(200);
      assertThat(page.html().select("main script:not([src]), main img, main b, main svg[onload]"))
          .as(path)
          .isEmpty();
      assertThat(page.html().getAllElements().stream().flatMap(HostileNamesTest::attributes))
          .as(path)
          .noneMatch(attribute -> attribute.startsWith("on"));
      assertThat(page.html().select("[href^=javascript], [action^=javascript]")).isEmpty();
      assertThat(shown(page)).as(path).contains(name);
    }
    assertThat(owner.get("/download/usage.csv?by=model&" + DAYS).response().asString())
        .doesNotContain("\n=", "\n\"=");
  }

  private Stream<String> paths(String name, String email) {
    String id =
        keys.list(organisation.id()).stream()
            .filter(key -> key.name().equals(name))
            .map(key -> key.id().value())
            .findFirst()
            .orElseThrow();
    String person = UsageFilter.encoded(email);
    String other = UsageFilter.encoded(name);
    return Stream.of(
        "/",
        "/usage",
        "/usage/person?person=" + person,
        "/usage/person?person=" + other,
        "/usage/team?team=" + other,
        "/people",
        "/people?team=" + other,
        "/people/edit?email=" + person,
        "/people/offboard?email=" + person,
        "/erasures?person=" + other,
        "/erasures",
        "/prices",
        "/deliveries",
        "/runs",
        "/setup",
        "/keys",
        "/keys/new",
        "/keys/" + id + "/revoke",
        "/keys/" + id + "/rotate",
        "/setup/" + id);
  }

  private void fill(String name, String email) {
    people.put(organisation.id(), List.of(new Member(email, name, name, Role.MEMBER)));
    identities.merge(organisation.id(), "laptop " + name, email);
    KeyOrder order =
        new KeyOrder(organisation.id(), name, null, Set.of(Scope.OTEL_WRITE), null, name);
    Deliveries.Source source =
        new Deliveries.Source(organisation.id(), keys.create(order).key().id(), Signal.LOGS);
    deliveries.accepted(source, 1, 1, 0, Map.of(), name);
    deliveries.refused(source, 415, name);
    ledger.replace(
        organisation.id(),
        DAY,
        List.of(
            new TestUsage(DAY).by(email).with(name).tokens(name, 1).unpriced(1).row(),
            new TestUsage(DAY).by(name).team(name).with(name).on(name).row()),
        new Computed(clock.instant(), DAY));
    runs.failed(runs.requested(new Partition(organisation.id(), DAY), name).id(), name);
    erasures.failed(erasures.requested(organisation.id(), name).id(), name);
  }

  /** All texts, and what fields are filled in with. */
  private static String shown(Page page) {
    return page.html().wholeText() + page.html().select("[value]").eachAttr("value");
  }

  private static Stream<String> attributes(Element element) {
    return element.attributes().asList().stream().map(attribute -> attribute.getKey());
  }
}
