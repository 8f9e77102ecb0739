package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.keys.Scope;
import dev.millrace.usage.Computed;
import dev.millrace.usage.GeneratedOrganisation;
import dev.millrace.usage.UsageLedger;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That every chart has its table, its download and the call of the API that gives it. */
@QuarkusTest
class EveryChartTest extends ConsoleTest {

  private static final LocalDate FRIDAY = LocalDate.parse("2026-11-20");

  @Inject UsageLedger ledger;
  @Inject Clock clock;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/?",
        "/usage?",
        "/usage/team?team=engines&",
        "/usage/person?person=person003@example.com&",
        "/usage?team=atlas&tool=codex&"
      })
  void isBackedByTableDownloadAndApi(String path) throws IOException {
    fill();
    Page page = owner.get(path + "days=custom&from=2026-11-19&to=2026-11-20");
    List<Element> charts = page.html().select("main section:has(table)");

    assertThat(charts).hasSizeGreaterThan(3);
    for (Element chart : charts) {
      List<Element> rows = chart.select("tbody tr");
      assertThat(rows).as(chart.id()).isNotEmpty();
      List<String> csv = lines(chart.expectFirst("a[href^=/download/]").attr("href"));
      JsonNode answer = answer(chart.expectFirst("details.call code").text());
      if (answer.has("adoption")) {
        assertThat(values(csv)).as(chart.id()).isEqualTo(valuesOfRows(rows));
        assertThat(answer.at("/adoption/high_users").isNumber()).isTrue();
      } else {
        assertThat(csv).as(chart.id()).hasSize(answer.get("rows").size() + 1);
        assertThat(keysOfRows(rows)).as(chart.id()).containsAll(namesIn(csv));
      }
    }
  }

  private void fill() {
    GeneratedOrganisation generated = new GeneratedOrganisation(60);
    people.put(organisation.id(), generated.members());
    Stream.of(FRIDAY.minusDays(1), FRIDAY)
        .forEach(
            day ->
                ledger.replace(
                    organisation.id(),
                    day,
                    generated.usage(day),
                    new Computed(clock.instant(), day)));
  }

  private List<String> lines(String address) {
    Response download = owner.get(address).response();
    assertThat(download.contentType()).startsWith("text/csv");
    return download.asString().lines().toList();
  }

  private JsonNode answer(String call) throws IOException {
    Response answer =
        new Browser()
            .request()
            .urlEncodingEnabled(false)
            .header("Authorization", "Bearer " + organisation.token(Scope.USAGE_READ))
            .get(call.substring("GET ".length()));
    assertThat(answer.statusCode()).as(call).isEqualTo(200);
    return new ObjectMapper().readTree(answer.asString());
  }

  private static List<String> values(List<String> csv) {
    return csv.stream().skip(1).map(line -> line.substring(line.indexOf(',') + 1)).toList();
  }

  /** But for what is in no model or team, or nobody's. */
  private static List<String> namesIn(List<String> csv) {
    return csv.stream()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(',')).replace("\"", ""))
        .filter(name -> !name.isEmpty() && !name.equals("unattributed"))
        .toList();
  }

  private static List<String> valuesOfRows(List<Element> rows) {
    return rows.stream()
        .map(row -> String.join(",", row.select("td").eachAttr("data-value")))
        .toList();
  }

  /** What the rows are called in the data: people who are shown by name, by their addresses. */
  private static List<String> keysOfRows(List<Element> rows) {
    return rows.stream()
        .map(row -> row.expectFirst("th"))
        .map(th -> th.select(".small:contains(@)").isEmpty() ? nameIn(th) : addressIn(th))
        .toList();
  }

  private static String nameIn(Element heading) {
    return heading.select("a").isEmpty() ? heading.ownText() : heading.select("a").text();
  }

  private static String addressIn(Element heading) {
    return heading.select(".small").text();
  }
}
