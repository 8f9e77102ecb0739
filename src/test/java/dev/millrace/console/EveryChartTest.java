package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
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

/**
 * That every chart has its table, its download, which says the same, and the call of the API that
 * gives it.
 */
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
      List<List<String>> csv = lines(download(chart, "CSV"));
      assertThat(columns(csv.get(0))).as(chart.id()).isEqualTo(columnsOf(chart));
      assertThat(figures(csv)).as(chart.id()).startsWith(figuresOf(rows));
      assertThat(csv.size() - 1 > rows.size())
          .as(chart.id() + " has more pages")
          .isEqualTo(!chart.select(".pager").isEmpty());
      JsonNode answer = answer(chart.expectFirst("details.call code").text());
      if (answer.has("adoption")) {
        assertThat(answer.at("/adoption/high_users").isNumber()).isTrue();
      } else {
        List<List<String>> all = lines(download(chart, "All columns"));
        assertThat(all).as(chart.id()).hasSize(answer.get("rows").size() + 1);
        assertThat(names(csv)).as(chart.id()).containsAll(named(all));
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

  private static String download(Element chart, String what) {
    return chart.select("a[href^=/download/]").stream()
        .filter(link -> link.ownText().equals(what))
        .findFirst()
        .orElseThrow()
        .attr("href");
  }

  private List<List<String>> lines(String address) throws IOException {
    Response download = owner.get(address).response();
    assertThat(download.contentType()).startsWith("text/csv");
    try (MappingIterator<List<String>> lines =
        new CsvMapper()
            .readerForListOf(String.class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .readValues(download.asString())) {
      return lines.readAll();
    }
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

  /** Headings of figures without their units, behind those of what names a row. */
  private static List<String> columns(List<String> headings) {
    int named = headings.contains("Name") ? 3 : 1;
    return headings.stream().skip(named).map(text -> text.replaceFirst(" \\(.+", "")).toList();
  }

  private static List<String> columnsOf(Element chart) {
    return chart.expectFirst("thead").select("th + th").eachText();
  }

  private static List<List<String>> figures(List<List<String>> csv) {
    int named = csv.get(0).contains("Name") ? 3 : 1;
    return csv.stream().skip(1).map(line -> line.subList(named, line.size())).toList();
  }

  @SuppressWarnings("unchecked")
  private static List<String>[] figuresOf(List<Element> rows) {
    return rows.stream().map(row -> row.select("td").eachAttr("data-value")).toArray(List[]::new);
  }

  private static List<String> names(List<List<String>> csv) {
    return csv.stream().skip(1).map(line -> line.get(0)).toList();
  }

  /** But for what is in no model. */
  private static List<String> named(List<List<String>> csv) {
    return names(csv).stream().filter(name -> !name.isEmpty()).toList();
  }
}
