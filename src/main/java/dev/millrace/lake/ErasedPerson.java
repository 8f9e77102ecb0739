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
        table == LakeTable.ACTIVITY
            ? stands("[person]")
            : stands("list_concat([" + PROMOTED + "], " + values("attributes") + ")")
                + " or user_email is null and "
                + stands(values("resource_attributes"));
    return "list_contains(%s, key_id) or %s"
        .formatted(list(keys.stream().map(KeyId::value)), theirs);
  }

  /** A column of JSON with null where one of the identities stands, in DuckDB's SQL. */
  String forgotten(String column) {
    String names = identities.stream().sorted().map(ErasedPerson::literally).collect(joining("|"));
    return "regexp_replace(%s, %s, ':null', 'gi')"
        .formatted(column, quoted(":\"\\s*(" + names + ")\\s*\""));
  }

  private static String literally(String identity) {
    return "\\Q" + identity + "\\E";
  }

  private String stands(String texts) {
    return "coalesce(list_has_any(list_transform(%s, lambda each: lower(trim(each))), %s), false)"
        .formatted(texts, list(identities.stream()));
  }

  private static String values(String json) {
    return "json_extract_string(" + json + ", '$.*')";
  }

  private static String list(Stream<String> texts) {
    return texts.sorted().map(ErasedPerson::quoted).collect(joining(", ", "[", "]::varchar[]"));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
