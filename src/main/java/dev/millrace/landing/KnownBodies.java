package dev.millrace.landing;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What tools write into the bodies of their log records in words of their own, around names and
 * numbers: they hold no content, though they read as sentences.
 *
 * <p>Taken from what Gemini CLI and Qwen Code send.
 */
final class KnownBodies {

  /** A name or a number, of which every one has to pass as a name by itself. */
  private static final String SLOT = "([^\\s]{1,100}?)";

  private static final List<Pattern> TEMPLATES =
      Stream.of(
              "CLI configuration loaded.",
              "User prompt. Length: #.",
              "API request to #.",
              "API response from #. Status: #. Duration: #ms.",
              "API error for #. Error: #. Duration: #ms.",
              "Tool call: #. Decision: #. Success: #. Duration: #ms.",
              "Tool call: #. Success: #. Duration: #ms.",
              "Model routing decision. Model: #, Source: #",
              "Session started.",
              "Session ended.")
          .map(KnownBodies::pattern)
          .toList();

  private KnownBodies() {}

  /** Whether a body is one of them. */
  static boolean isOne(String body) {
    return TEMPLATES.stream().map(each -> each.matcher(body)).anyMatch(KnownBodies::isFilledIn);
  }

  private static boolean isFilledIn(Matcher filled) {
    if (!filled.matches()) {
      return false;
    }
    for (int slot = 1; slot <= filled.groupCount(); slot++) {
      if (!Wording.isName(filled.group(slot))) {
        return false;
      }
    }
    return true;
  }

  private static Pattern pattern(String template) {
    return Pattern.compile(
        Stream.of(template.split("#", -1))
            .map(Pattern::quote)
            .reduce((before, after) -> before + SLOT + after)
            .orElseThrow());
  }
}
