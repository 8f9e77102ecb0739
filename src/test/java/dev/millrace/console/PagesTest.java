package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page there is. */
@QuarkusTest
class PagesTest extends ConsoleTest {

  /** The addresses of pages; a page that is added is added here. */
  static Stream<String> pages() {
    return Stream.of(
        "/",
        "/usage",
        "/people",
        "/people/new",
        "/people/import",
        "/erasures",
        "/prices",
        "/deliveries",
        "/runs",
        "/setup",
        "/keys",
        "/keys/new");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void isShownToOwner(String path) {
    Page page = owner.get(path);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.response().contentType()).isEqualTo("text/html;charset=UTF-8");
    assertThat(page.html().title()).endsWith(" · Millrace");
    assertThat(page.html().select("h1")).hasSize(1);
    assertThat(page.html().select("nav [aria-current=page]")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void sendsStrangersToSignIn(String path) {
    Page page = new Browser().get(path);

    assertThat(page.status()).isEqualTo(303);
    assertThat(page.response().header("Location")).contains("/sign-in");
    assertThat(page.response().asString()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void needsNothingThatThePolicyForbids(String path) {
    Page page = owner.get(path);

    assertThat(page.response().header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "form-action 'self'")
        .doesNotContain("unsafe", "*");
    assertThat(page.html().select("style, [style], script:not([src]), base, iframe")).isEmpty();
    assertThat(page.html().getAllElements().stream().flatMap(PagesTest::attributes))
        .noneMatch(name -> name.startsWith("on") || name.startsWith("hx-on"));
    assertThat(page.html().select("form[method=post] input[name=csrf]"))
        .hasSameSizeAs(page.html().select("form[method=post]"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void loadsWhatIsThereAndMayBeKept(String path) {
    Stream<String> addresses =
        owner.get(path).html().select("script[src], link[href], img[src]").stream()
            .map(element -> element.attr(element.tagName().equals("link") ? "href" : "src"));

    assertThat(addresses)
        .isNotEmpty()
        .allSatisfy(
            address -> {
              Response asset = new Browser().request().get(address);
              assertThat(asset.statusCode()).as(address).isEqualTo(200);
              assertThat(asset.header("Cache-Control")).contains("immutable");
            });
  }

  @ParameterizedTest
  @MethodSource("pages")
  void staysInNoCacheAndInNoFrame(String path) {
    Response response = owner.get(path).response();

    assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(response.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(response.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
  }

  private static Stream<String> attributes(Element element) {
    return element.attributes().asList().stream().map(attribute -> attribute.getKey());
  }
}
