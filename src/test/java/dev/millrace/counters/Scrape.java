package dev.millrace.counters;

import static io.restassured.RestAssured.given;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The counters of this process as Prometheus reads them, from one moment on. */
public final class Scrape {

  private static final Pattern SAMPLE =
      Pattern.compile("^millrace_(\\w+?)_total(?:\\{(.*)})? (\\S+)$", Pattern.MULTILINE);

  private final Map<String, Long> before = now();

  /** What was added since, by the counter's name, over all labels; without those that stood. */
  public Map<String, Long> added() {
    Map<String, Long> added = now();
    before.forEach((name, count) -> added.merge(name, -count, Long::sum));
    added.values().removeIf(count -> count == 0);
    return added;
  }

  private static Map<String, Long> now() {
    Map<String, Long> counters = new TreeMap<>();
    Matcher sample = SAMPLE.matcher(given().get("/q/metrics").asString());
    while (sample.find()) {
      counters.merge(sample.group(1), (long) Double.parseDouble(sample.group(3)), Long::sum);
    }
    return counters;
  }
}
