package dev.millrace.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the API key out of an Authorization header. Spellings that come of copying settings between
 * tools are read as they were meant, where there is no doubt: a space written as {@code %20},
 * quotes around it, a line end behind it, no {@code Bearer} in front. A key by {@code Basic} is
 * known but not taken: browsers send such a header by themselves.
 */
final class Credentials {

  private static final String RIGHT = "send \"Authorization: Bearer <API key>\"";
  private static final Pattern BEARER = Pattern.compile("(?is)bearer(?::?\\s+|:)(.*)");
  private static final Pattern BASIC = Pattern.compile("(?i)basic\\s+(\\S+)");

  /** What percent-encoding and quoting in settings leave behind around a key. */
  private static final Pattern LEFT_OVER =
      Pattern.compile("(?i)%20|%22|%27|%0d|%0a|\\\\[rn]|[\"']");

  private Credentials() {}

  /**
   * The token in the header; empty if there is none.
   *
   * @param header null if the request has none
   */
  static Optional<Token> token(@Nullable String header) {
    return header == null ? Optional.empty() : Token.parse(withoutScheme(tidied(header)));
  }

  /** What is wrong with a header that no token is in, and what is right. */
  static String mistake(@Nullable String header) {
    if (header == null) {
      return "the request has no Authorization header; " + RIGHT;
    }
    String tidied = tidied(header);
    Matcher basic = BASIC.matcher(tidied.strip());
    if (basic.matches()) {
      return isKeyIn(basic.group(1))
          ? "the Authorization header brings the API key by Basic, which is not taken; " + RIGHT
          : "the Authorization header is of the scheme Basic; " + RIGHT;
    }
    if (BEARER.matcher(tidied.stripLeading()).matches()) {
      return "the bearer token is not a Millrace API key, or was not copied whole; " + RIGHT;
    }
    return "the Authorization header is not of the form \"Bearer <API key>\"; " + RIGHT;
  }

  private static String tidied(String header) {
    return LEFT_OVER.matcher(header).replaceAll(" ");
  }

  private static String withoutScheme(String tidied) {
    Matcher bearer = BEARER.matcher(tidied.stripLeading());
    return (bearer.matches() ? bearer.group(1) : tidied).strip();
  }

  private static boolean isKeyIn(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
      int colon = pair.indexOf(':');
      return Token.parse(pair.substring(0, Math.max(0, colon))).isPresent()
          || Token.parse(pair.substring(colon + 1)).isPresent();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
