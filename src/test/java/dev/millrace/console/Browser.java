package dev.millrace.console;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.FormElement;

/** A browser without scripts: it keeps cookies, and sends the forms of the pages it was given. */
final class Browser {

  private final Map<String, String> cookies = new HashMap<>();

  /** A browser in which somebody has signed in. */
  static Browser signedIn(String token) {
    Browser browser = new Browser();
    browser.submit(browser.get("/sign-in"), "form", Map.of("key", token));
    return browser;
  }

  /** Another one with the same cookies. */
  Browser copy() {
    Browser copy = new Browser();
    copy.cookies.putAll(cookies);
    return copy;
  }

  /** Has a cookie, wherever it got it. */
  void keep(String name, String value) {
    cookies.put(name, value);
  }

  /** What it keeps under that name; empty if nothing. */
  String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  /** A page as it is answered, without what is behind a #; redirections are not followed. */
  Page get(String path) {
    return page(request().urlEncodingEnabled(false).get(path.split("#", 2)[0]));
  }

  /** Sends the form and goes where that leads. */
  Page follow(Page page, String selector, Map<String, String> fields) {
    Page answer = submit(page, selector, fields);
    String location = answer.response().header("Location");
    return answer.status() == 303 ? get(location) : answer;
  }

  /** Sends a form of the page, its fields as they stand but for the given ones. */
  Page submit(Page page, String selector, Map<String, String> fields) {
    FormElement form = (FormElement) page.only(selector);
    Map<String, String> all = new HashMap<>();
    form.formData().forEach(field -> all.put(field.key(), field.value()));
    all.putAll(fields);
    return post(form.attr("action"), all);
  }

  /** Sends a form that is on no page. */
  Page post(String path, Map<String, ?> fields) {
    return page(request().formParams(fields).post(path));
  }

  /** A request with the browser's cookies. */
  RequestSpecification request() {
    return given()
        .config(
            RestAssuredConfig.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .defaultContentCharset(StandardCharsets.UTF_8)
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false))
                .redirect(RedirectConfig.redirectConfig().followRedirects(false)))
        .cookies(cookies);
  }

  private Page page(Response response) {
    cookies.putAll(response.cookies());
    cookies.values().removeIf(String::isEmpty);
    return Page.of(response);
  }
}
