package dev.millrace.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.PersonNames;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;

/**
 * Finds a person in the JSON of the lake's columns, as {@link OtlpJson} writes it: texts, numbers
 * under keys that name people, keys, and bytes, which are texts in base64. All else stays as it is,
 * to the character.
 */
final class PersonJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Fewer characters of base64 hold no address. */
  private static final int LEAST_BYTES = 4;

  private final PersonNames person;

  PersonJson(PersonNames person) {
    this.person = person;
  }

  /** Whether anything in the JSON is theirs. */
  boolean names(String json) {
    return new Walk(json).found();
  }

  /** The JSON with null in the place of their texts and numbers, and no name in that of keys. */
  String without(String json) {
    Walk walk = new Walk(json);
    return walk.found() ? walk.left.append(json, walk.kept, json.length()).toString() : json;
  }

  /** One way through some JSON. */
  private final class Walk {

    private final String json;
    private final Deque<String> keys = new ArrayDeque<>();
    private final StringBuilder left = new StringBuilder();
    private String key = "";

    /** Up to where the JSON is in what is left. */
    private int kept;

    Walk(String json) {
      this.json = json;
      int at = 0;
      while (at < json.length()) {
        at = token(at);
      }
    }

    boolean found() {
      return kept > 0;
    }

    /** Gives the end of the token. */
    private int token(int at) {
      char c = json.charAt(at);
      switch (c) {
        case '{', '[' -> keys.push(key);
        case '}', ']' -> key = keys.isEmpty() ? "" : keys.pop();
        case '"' -> {
          return text(at);
        }
        default -> {
          if (c == '-' || c >= '0' && c <= '9') {
            return number(at);
          }
        }
      }
      return at + 1;
    }

    private int text(int start) {
      int end = start + 1;
      while (end < json.length() && json.charAt(end) != '"') {
        end += json.charAt(end) == '\\' ? 2 : 1;
      }
      end = Math.min(end + 1, json.length());
      String text = unescaped(json.substring(start, end));
      if (end < json.length() && json.charAt(end) == ':') {
        key = text;
        if (person.standIn(text)) {
          replace(start, end, "\"\"");
        }
      } else if (person.standIn(key, text) || isInBytes(text)) {
        replace(start, end, "null");
      }
      return end;
    }

    private int number(int start) {
      int end = start;
      while (end < json.length() && "+-.eE0123456789".indexOf(json.charAt(end)) >= 0) {
        end++;
      }
      if (isTheirs(json.substring(start, end))) {
        replace(start, end, "null");
      }
      return end;
    }

    private boolean isTheirs(String number) {
      try {
        return number.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9')
            ? person.standIn(key, Long.parseLong(number))
            : person.standIn(key, Double.parseDouble(number));
      } catch (NumberFormatException e) {
        return false;
      }
    }

    private void replace(int start, int end, String by) {
      left.append(json, kept, start).append(by);
      kept = end;
    }
  }

  private static String unescaped(String literal) {
    if (literal.indexOf('\\') < 0) {
      return literal.substring(1, Math.max(1, literal.length() - 1));
    }
    try {
      return JSON.readValue(literal, String.class);
    } catch (JsonProcessingException e) {
      return literal;
    }
  }

  private boolean isInBytes(String text) {
    if (text.length() < LEAST_BYTES || text.length() % LEAST_BYTES != 0) {
      return false;
    }
    try {
      return person.standIn(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
