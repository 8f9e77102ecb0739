package dev.millrace.console;

import io.restassured.response.Response;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a browser was answered with.
 *
 * @param html the body, parsed
 */
record Page(Response response, Document html) {

  static Page of(Response response) {
    return new Page(response, Jsoup.parse(response.asString()));
  }

  int status() {
    return response.statusCode();
  }

  /** What it leaves in the browser, each as {@code Set-Cookie} says it. */
  List<String> cookies() {
    return response.headers().getValues("Set-Cookie");
  }

  /** What people read on it, or on a part of it, blanks folded. */
  String text(String selector) {
    return html.select(selector).text();
  }

  List<String> texts(String selector) {
    return html.select(selector).eachText();
  }

  /** What a figure that stands out says, with what goes with it. */
  String tile(String label) {
    return html.select(".headline").stream()
        .filter(tile -> tile.expectFirst("dt").text().equals(label))
        .map(tile -> tile.select("dd").text())
        .findFirst()
        .orElseThrow();
  }

  /** The only element that matches. */
  Element only(String selector) {
    return html.expectFirst(selector);
  }
}
