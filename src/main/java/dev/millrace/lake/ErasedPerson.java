package dev.millrace.lake;

import static java.util.stream.Collectors.joining;

import dev.millrace.KeyId;
import dev.millrace.tools.Activity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose rows are to go: those that the person's keys brought, and those on which one of their
 * identities stands.
 *
 * @param keys the person's personal keys
 * @param identities e-mail address, and what else the person is known by, in lower case; nobody is
 *     known by no text, or by what stands for many
 */
public record ErasedPerson(Set<KeyId> keys, Set<String> identities) {

  private static final String PROMOTED =
      Arrays.stream(Promotion.values()).map(Promotion::column).collect(joining(", "));

  /** What matches nothing, not even the empty text. */
  private static final String NOTHING = "[^\\x00-\\x{10FFFF}]";

  /** Around a name in JSON, where control characters are escaped. */
  private static final String BLANKS = "(?:\\s|\\\\[nrtbf])*";

  /** Blanks as in Java, in SQL. */
  private static final String TRIMMED = "trim(%s, concat(' ', chr(9), chr(10), chr(12), chr(13)))";

  /** With something before the at sign: a mask, whatever it looks like, is nobody's address. */
  private static final String ADDRESS = "[\\p{L}\\p{N}][^@]*@";

  public ErasedPerson {
    keys = Set.copyOf(keys);
    identities =
        identities.stream()
            .map(identity -> identity.strip().toLowerCase(Locale.ROOT))
            .filter(identity -> !identity.isEmpty() && !identity.equals(Activity.UNATTRIBUTED))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The condition for rows of the table to go, in DuckDB's SQL; never NULL. */
  String rows(LakeTable table) {
    String theirs =
        switch (table) {
          case METRICS, SPANS -> areTheirs(PROMOTED);
          case LOGS -> areTheirs(PROMOTED + ", body") + " or " + stands("body_json");
          case ACTIVITY -> isAmong("person");
        };
    return "list_contains(%s, key_id) or %s"
        .formatted(list(keys.stream().map(KeyId::value)), theirs);
  }

  /**
   * The columns of the rows that are left, in DuckDB's SQL: null stands where one of the identities
   * stood in what others' records share with the person's, or refer to.
   */
  String columns(LakeTable table) {
    return switch (table) {
      case METRICS -> without("resource_attributes", "exemplars");
      case LOGS -> without("resource_attributes");
      case SPANS -> without("resource_attributes", "events", "links");
      case ACTIVITY -> "*";
    };
  }

  private String without(String... columns) {
    return Arrays.stream(columns)
        .map(column -> forgotten(forgotten(column)) + " as " + column)
        .collect(joining(", ", "* replace (", ")"));
  }

  /** Of two that stand side by side in a list it forgets the first. */
  private String forgotten(String json) {
    String withoutTexts = replaced(json, value());
    return replaced(withoutTexts, number());
  }

  private static String replaced(String json, String found) {
    return "regexp_replace(%s, %s, '\\1null\\2', 'gi')".formatted(json, quoted(found));
  }

  /** A record that gives no address of its own has that of its resource in the column. */
  private String areTheirs(String texts) {
    String namesNobodyElse =
        "(not regexp_matches(coalesce(user_email, ''), %s) or coalesce(user_email = %s, false))"
            .formatted(
                quoted(ADDRESS), "json_extract_string(resource_attributes, '$.\"user.email\"')");
    return "%s or %s or %s and %s"
        .formatted(
            isAmong(texts), stands("attributes"), namesNobodyElse, stands("resource_attributes"));
  }

  private String isAmong(String texts) {
    return "coalesce(list_has_any(list_transform([%s], lambda each: lower(%s)), %s), false)"
        .formatted(texts, TRIMMED.formatted("each"), list(identities.stream()));
  }

  /** Whether one of the identities is a value in the JSON, however far inside. */
  private String stands(String json) {
    return "(coalesce(regexp_matches(%1$s, %2$s, 'i'), false) or coalesce(regexp_matches(%1$s, %3$s, 'i'), false))"
        .formatted(json, quoted(value()), quoted(number()));
  }

  /** A regular expression for one of the identities as a value in JSON; a name has a colon next. */
  private String value() {
    String names =
        identities.isEmpty()
            ? NOTHING
            : identities.stream().sorted().map(ErasedPerson::literally).collect(joining("|"));
    return "([:\\[,])\"" + BLANKS + "(?:" + names + ")" + BLANKS + "\"([,\\]}])";
  }

  /** One for an identity that is a number, under a name that speaks of a user; others count. */
  private String number() {
    String numbers =
        identities.stream()
            .filter(identity -> identity.matches("-?[0-9]+"))
            .sorted()
            .collect(joining("|"));
    return "(user[^\"\\\\]*\":)(?:" + (numbers.isEmpty() ? NOTHING : numbers) + ")(?:\\.0)?([,}])";
  }

  /** As it stands in JSON. In lower case nothing ends the quotation. */
  private static String literally(String identity) {
    JsonText json = new JsonText();
    json.string(identity);
    String text = json.toString();
    return "\\Q" + text.substring(1, text.length() - 1) + "\\E";
  }

  private static String list(Stream<String> texts) {
    return texts.sorted().map(ErasedPerson::quoted).collect(joining(", ", "[", "]::varchar[]"));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
