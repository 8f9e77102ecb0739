package dev.millrace.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.functions.FunctionUrl.Request;
import dev.millrace.functions.FunctionUrl.Response;
import java.net.URLEncoder;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;

/** An owner's browser at the console, with the cookie that it got when its owner signed in. */
record Visit(FunctionUrl console, String cookie) {

  static Visit signedIn(FunctionUrl console, String token) {
    byte[] form = ("key=" + URLEncoder.encode(token, UTF_8)).getBytes(UTF_8);
    Response entered =
        console.send(
            Request.post("/sign-in", "application/x-www-form-urlencoded", form)
                .with("sec-fetch-site", "same-origin"));
    if (entered.status() != 303 || entered.cookies().size() != 1) {
      throw new AssertionError("nobody was signed in: " + entered.status() + entered.text());
    }
    return new Visit(console, entered.cookies().get(0).split(";")[0]);
  }

  /** A page, asked for with the cookie beside another one. */
  Response get(String path) {
    return console.send(Request.get(path, "other=1", cookie));
  }

  /** Paths of the scripts, styles and images of a page. */
  static List<String> assets(String page) {
    return Jsoup.parse(page).select("script[src], link[href], img[src]").stream()
        .flatMap(element -> Stream.of(element.attr("src"), element.attr("href")))
        .filter(path -> !path.isEmpty())
        .distinct()
        .toList();
  }
}
