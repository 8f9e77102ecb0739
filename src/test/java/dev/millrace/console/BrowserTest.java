package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.Signal;
import dev.millrace.database.PostgresResource;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.usage.Computed;
import dev.millrace.usage.GeneratedOrganisation;
import dev.millrace.usage.UsageLedger;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The console in a real browser, over sixty days of an organisation of two hundred people: what
 * scripts do, whether everybody can use it, and how it looks, see {@code target/screenshots}.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {

  private static final int DAYS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject UsageLedger ledger;
  @Inject Deliveries deliveries;
  @Inject Clock clock;

  @TestHTTPResource @Nullable URI root;

  private final Optional<Chromium> chromium = Chromium.installed();
  private TestOrganisation organisation;
  private String ownerKey;
  private ChromeDriver browser;

  @BeforeAll
  void open() {
    Assumptions.assumeTrue(
        chromium.isPresent(),
        "The console was tried in no browser: Debian's chromium and chromium-driver are missing.");
    organisation = new TestOrganisation(people, keys);
    ownerKey = organisation.token(Scope.ADMIN);
    populate();
    browser = chromium.orElseThrow().start();
    signIn(ownerKey);
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  @Test
  void signsInWithGoodKeyOnlyAndOut() {
    go("/");
    follow("form.out button");
    signIn("mro_wrong");
    assertThat(find("[role=alert]").getText()).contains("You are not signed in");

    signIn(ownerKey);

    assertThat(find("h1").getText()).isEqualTo("Overview");
  }

  @Test
  void drawsFiguresFromTheirTables() {
    go("/");

    assertThat(browser.findElements(By.cssSelector("#active canvas, #cost canvas")))
        .hasSize(2)
        .allMatch(chart -> chart.getSize().width > 1000);
    assertThat(find("#active .u-legend").getText())
        .contains("Active in seven days", "23 Nov", "200");
    assertThat(find("#active details table").isDisplayed()).isFalse();
    find("#active .chart summary").click();
    assertThat(find("#active details table").isDisplayed()).isTrue();
    assertThat(browser.findElements(By.cssSelector("#by-team tbody tr"))).hasSize(13);
    assertThat(find("#cost .u-legend").getText()).contains("claude-sonnet-4-5", "gpt-5-codex");
  }

  @Test
  void goesFromDayToDayWithTheKeyboard() {
    go("/");
    WebElement plot = find("#cost .plot");
    assertThat(plot.getAttribute("aria-label")).startsWith("Chart: Cost by day.");

    plot.sendKeys(Keys.HOME);
    String first = find("#cost .u-legend").getText();
    plot.sendKeys(Keys.ARROW_RIGHT);

    assertThat(find("#cost .u-legend").getText()).isNotEqualTo(first);
  }

  @Test
  void keepsFiltersInTheAddressAndGoesOnToPeople() {
    go("/usage");
    WebElement left = find("html");
    new Select(find("#team")).selectByValue("engines");
    patiently().ignoring(WebDriverException.class).until(ExpectedConditions.stalenessOf(left));
    left = find("html");
    new Select(find("#days")).selectByValue("7");
    patiently().ignoring(WebDriverException.class).until(ExpectedConditions.stalenessOf(left));

    assertThat(browser.getCurrentUrl()).contains("days=7", "team=engines", "tool=");
    assertThat(new Select(find("#team")).getFirstSelectedOption().getText()).isEqualTo("engines");
    follow("#by-person tbody a");
    assertThat(find("h1").getText()).startsWith("Person ");
  }

  @Test
  void asksForDaysOnlyWhereTheyAreChosen() {
    go("/usage");
    assertThat(find("#from").isDisplayed()).isFalse();

    new Select(find("#days")).selectByValue("custom");

    assertThat(find("#from").isDisplayed()).isTrue();
  }

  @Test
  void showsNewKeyOnce() {
    go("/keys/new");
    find("#name").sendKeys("collector");
    follow("#new-key button.primary");
    String token = find("#token").getAttribute("value");
    checkInEveryLook("made-key");

    go("/keys");

    assertThat(token).startsWith("mro_");
    assertThat(browser.getPageSource()).contains("collector").doesNotContain(token);
  }

  @Test
  void importsNobodyWhereOneRowIsWrong() {
    go("/people/import");
    find("#csv").sendKeys("email,name,team,role\nnew@example.com,New,engines,member\nwrong,W,,\n");
    follow("#import button.primary");

    assertThat(find("[role=alert]").getText()).contains("Nothing was imported");
    assertThat(people.find(organisation.id(), "new@example.com")).isEmpty();
    checkInEveryLook("import-preview");
  }

  @Test
  void turnsGreenByItselfOnceTheFirstExportArrives() throws Exception {
    go("/setup");
    find("#setup [value=claude_code]").click();
    follow("#setup button.primary");
    assertThat(find("#arrival").getText()).contains("Waiting for your first data");
    checkInEveryLook("settings");

    export(new ObjectMapper().readTree(find("#settings").getText()).get("env"));

    patiently().until(page -> find("#arrival").getText().contains("It works."));
    assertThat(find("#arrival").getText())
        .contains("Received 1 request, 2 points, from claude-code 2.1.0.");
    checkInEveryLook("arrived");
  }

  /** What a tool does that was started with the settings, short of the tool itself. */
  private static void export(JsonNode environment) {
    String[] header = environment.get("OTEL_EXPORTER_OTLP_HEADERS").asText().split("=", 2);
    OtlpHttpMetricExporter exporter =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(environment.get("OTEL_EXPORTER_OTLP_ENDPOINT").asText() + "/v1/metrics")
            .addHeader(header[0], header[1])
            .build();
    AttributeKey<String> name = AttributeKey.stringKey("service.name");
    AttributeKey<String> version = AttributeKey.stringKey("service.version");
    AttributeKey<String> type = AttributeKey.stringKey("type");
    try (SdkMeterProvider meters =
        SdkMeterProvider.builder()
            .setResource(Resource.create(Attributes.of(name, "claude-code", version, "2.1.0")))
            .registerMetricReader(PeriodicMetricReader.create(exporter))
            .build()) {
      LongCounter tokens = meters.get("demo").counterBuilder("claude_code.token.usage").build();
      tokens.add(1200, Attributes.of(type, "input"));
      tokens.add(300, Attributes.of(type, "output"));
    }
  }

  @Test
  void followsRollupsUntilTheyAreDone() {
    go("/runs");
    follow("#recompute button");

    patiently().until(page -> find("#latest tbody").getText().contains("done"));
  }

  @ParameterizedTest
  @CsvSource({
    "overview, /",
    "overview-of-nothing, /?days=custom&from=2020-01-01&to=2020-01-02",
    "usage, /usage",
    "last-month, /?days=last-month",
    "team, /usage/team?team=engines",
    "person, /usage/person?person=person003@example.com",
    "deliveries, /deliveries",
    "runs, /runs",
    "setup, /setup",
    "keys, /keys",
    "new-key, /keys/new",
    "people, /people",
    "member, /people/edit?email=person003@example.com",
    "offboard, /people/offboard?email=person003@example.com",
    "import, /people/import",
    "erasures, /erasures?person=person003@example.com",
    "prices, /prices",
    "sign-in, /sign-in",
    "error, /nothing"
  })
  void isAccessibleInEveryLook(String name, String path) {
    go(path);
    checkInEveryLook(name);
  }

  private void checkInEveryLook(String name) {
    for (Chromium.Look look : Chromium.Look.values()) {
      look.applyTo(browser);
      look.photograph(browser, name);
      assertThat(overflow()).as("%s is wider than the screen in %s", name, look).isEqualTo(0L);
      assertThat(cutOff()).as("%s cuts these off in %s", name, look).isEqualTo(List.of());
      assertThat(look.rules().analyze(browser).getViolations())
          .as("%s in %s", name, look)
          .extracting(BrowserTest::violation)
          .isEmpty();
    }
    Chromium.Look.LIGHT.applyTo(browser);
  }

  private Object overflow() {
    return browser.executeScript(
        "return Math.max(0, document.documentElement.scrollWidth - innerWidth)");
  }

  /** Tables of which not all columns are seen at once. */
  private Object cutOff() {
    return browser.executeScript(
        "return [...document.querySelectorAll('.scroll')]"
            + ".filter(place => place.scrollWidth > place.clientWidth + 1)"
            + ".map(place => place.getAttribute('aria-label'))");
  }

  private static String violation(Rule rule) {
    return rule.getId() + ": " + rule.getNodes().get(0).getHtml();
  }

  private void populate() {
    GeneratedOrganisation generated = new GeneratedOrganisation(200);
    people.put(organisation.id(), generated.members());
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    today
        .minusDays(DAYS - 1L)
        .datesUntil(today.plusDays(1))
        .forEach(
            day ->
                ledger.replace(
                    organisation.id(),
                    day,
                    generated.usage(day),
                    new Computed(clock.instant(), day)));
    for (Signal signal : List.of(Signal.METRICS, Signal.LOGS)) {
      deliveries.accepted(
          source(signal), 41_234, 9_876_543, 12, Map.of(), "OTel-OTLP-Exporter/2.1.0");
    }
    deliveries.refused(source(Signal.TRACES), 415, "the Content-Type is text/plain");
  }

  private Deliveries.Source source(Signal signal) {
    String token = organisation.token(Scope.OTEL_WRITE);
    return new Deliveries.Source(organisation.id(), Token.parse(token).orElseThrow().id(), signal);
  }

  private void signIn(String key) {
    go("/sign-in");
    find("#key").sendKeys(key);
    follow("form button.primary");
  }

  private void go(String path) {
    browser.get(Objects.requireNonNull(root).resolve(path).toString());
  }

  /**
   * Clicks what leads to another page: until the old one is gone, it is what would be looked at.
   * While the two change places the driver may fail to say which of them is there.
   */
  private void follow(String selector) {
    WebElement left = find("html");
    find(selector).click();
    patiently().ignoring(WebDriverException.class).until(ExpectedConditions.stalenessOf(left));
  }

  /** The element, once it is there: a page that is being loaded has half of itself. */
  private WebElement find(String selector) {
    return patiently().until(page -> page.findElement(By.cssSelector(selector)));
  }

  /** A part of the page may be replaced while it is looked at; then it is looked at again. */
  private FluentWait<WebDriver> patiently() {
    return new WebDriverWait(browser, PATIENCE).ignoring(StaleElementReferenceException.class);
  }
}
