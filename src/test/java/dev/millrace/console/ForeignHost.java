package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.FormElement;

/**
 * A browser's requests with everything in them that could say where the console is, but does not.
 */
final class ForeignHost {

  static final String NAME = "stranger.example";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Host", NAME,
          "X-Forwarded-Host", NAME,
          "X-Forwarded-Server", NAME,
          "X-Forwarded-Port", "444",
          "X-Forwarded-Prefix", "/" + NAME,
          "X-Original-Host", NAME,
          "Forwarded", "for=10.9.8.7;host=" + NAME + ";proto=https");

  private ForeignHost() {}

  /**
   * The lines of the setup page that are to be copied, asked for with a foreign host throughout.
   */
  static String settings(Browser browser, SetupTool tool) {
    Page form = Page.of(browser.request().headers(HEADERS).get("/setup"));
    Map<String, String> fields = new HashMap<>();
    FormElement setup = (FormElement) form.only("#setup");
    setup.formData().forEach(field -> fields.put(field.key(), field.value()));
    fields.put(
        "tool", form.only("label:contains(%s) input[name=tool]".formatted(tool.getTitle())).val());

    Response sent =
        browser.request().headers(HEADERS).formParams(fields).post(setup.attr("action"));

    assertThat(sent.header("Location")).doesNotContain(NAME);
    String page = sent.header("Location").replaceFirst("^https?://[^/]+", "");
    Page settings = Page.of(browser.request().headers(HEADERS).cookies(sent.cookies()).get(page));
    assertThat(settings.html().html()).doesNotContain(NAME);
    return settings.only("#settings").wholeText();
  }
}
