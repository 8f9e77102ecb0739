package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.keys.Scope;
import dev.millrace.people.TestOrganisation;
import dev.millrace.usage.Computed;
import dev.millrace.usage.CostSource;
import dev.millrace.usage.OwnPrices;
import dev.millrace.usage.TestUsage;
import dev.millrace.usage.UsageLedger;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Models without a price, and what an organisation pays: on the page and from the API. */
@QuarkusTest
class PricesPageTest extends ConsoleTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  @Inject UsageLedger ledger;
  @Inject OwnPrices prices;
  @Inject Clock clock;

  @Test
  void listsModelsWithoutPriceAndWhatWasUsedOfThem() {
    used(DAY, new TestUsage(DAY).with("codex").tokens("house-model", 20_000).unpriced(20_000));
    LocalDate next = DAY.plusDays(1);
    used(
        next,
        new TestUsage(next).tokens("house-model", 5).unpriced(5),
        new TestUsage(next).tokens("sonnet", 5).cost(1, CostSource.REPORTED));

    Page page = owner.get("/prices");
    Response api = api(Scope.USAGE_READ).get("/api/prices");

    assertThat(page.texts("#unpriced tbody tr"))
        .containsExactly(
            "house-model claude-code, codex 20.0 k 2 2026-11-20 2026-11-21 Give a price of"
                + " house-model");
    assertThat(api.jsonPath().getList("without_price.model")).containsExactly("house-model");
    assertThat(api.jsonPath().getLong("without_price[0].tokens")).isEqualTo(20_005);
    assertThat(api.jsonPath().getList("without_price[0].tools"))
        .isEqualTo(List.of("claude-code", "codex"));
    Page form = owner.get(page.only("#unpriced a").attr("href"));
    assertThat(form.only("#model").val()).isEqualTo("house-model");
    assertThat(form.only("#from").val()).isEqualTo("2026-11-20");
  }

  @Test
  void addsChangesAndRemovesPrices() {
    Page page = owner.get("/prices");
    Map<String, String> price =
        Map.of("model", "House-Model", "from", "2026-11-01", "input", "1,5", "output", "6");

    owner.submit(page, "#price", price);
    owner.submit(
        owner.get("/prices"),
        "#price",
        Map.of("model", "claude-%", "from", "2026-11-01", "discount", "15"));

    Page list = owner.get("/prices");
    assertThat(list.texts("#own tbody tr"))
        .containsExactly(
            "claude-% 2026-11-01 15% off the list price Remove claude-%",
            "house-model 2026-11-01 $1.5 input, $6 output, $1.5 cache read, $1.5 cache write Remove"
                + " house-model");
    owner.submit(list, "form.remove", Map.of());
    assertThat(owner.get("/prices").texts("#own tbody th")).containsExactly("house-model");
  }

  @Test
  void saysWhatIsWrongWithPrice() {
    Page answer =
        owner.submit(
            owner.get("/prices"),
            "#price",
            Map.of("model", "house", "from", "2026-11-01", "input", "cheap"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("#refusal"))
        .isEqualTo("Nothing was saved: input is a number such as 2.5, but was \"cheap\".");
    assertThat(answer.only("#model").val()).isEqualTo("house");
  }

  @Test
  void takesPricesFromTheApi() {
    Response put =
        api(Scope.ADMIN)
            .contentType("application/json")
            .body(
                """
                {"own": [{"model": "house", "valid_from": "2026-11-01", "input": 1, "output": 2},
                         {"model": "gpt-%", "discount_percent": 10}]}\
                """)
            .put("/api/prices");

    assertThat(put.statusCode()).isEqualTo(200);
    assertThat(put.jsonPath().getList("own.model")).containsExactly("gpt-%", "house");
    assertThat(put.jsonPath().getString("own[0].valid_from")).isEqualTo("2026-11-23");
    assertThat(prices.of(organisation.id())).hasSize(2);
    assertThat(prices.of(new TestOrganisation(people, keys).id())).isEmpty();
  }

  @Test
  void refusesPricesThatMakeNoSenseAndKeepsWhatThereIs() {
    Response put =
        api(Scope.ADMIN)
            .contentType("application/json")
            .body(
                """
                {"own": [{"model": "house", "valid_from": "2026-11-01", "input": 1, "output": 2},
                         {"model": "House", "valid_from": "2026-11-01", "input": 1, "output": 3}]}\
                """)
            .put("/api/prices");

    assertThat(put.statusCode()).isEqualTo(400);
    assertThat(put.asString()).contains("house has two from 2026-11-01 on");
    assertThat(prices.of(organisation.id())).isEmpty();
  }

  private RequestSpecification api(Scope scope) {
    return new Browser().request().header("Authorization", "Bearer " + organisation.token(scope));
  }

  private void used(LocalDate day, TestUsage... usage) {
    ledger.replace(
        organisation.id(),
        day,
        List.of(usage).stream().map(TestUsage::row).toList(),
        new Computed(clock.instant(), day));
  }
}
