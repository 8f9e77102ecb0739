package dev.millrace.lake;

import static java.util.stream.Collectors.joining;

import dev.millrace.KeyId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which rows of a table go with a person, and what is left of the others, in DuckDB's SQL; needs
 * {@link PersonFunctions}.
 *
 * <p>As in what landed, a row is the person's if a text of the record is, or if one of its
 * resource, scope or metric is and the record itself names no other e-mail address. A column that
 * tells an attribute of the resource, since the record has none, is the resource's.
 *
 * @param names of the columns that the file has, which may be of an earlier version
 */
record ErasedRows(LakeTable table, Set<String> names) {

  private static final List<String> OWN_TEXTS =
      List.of("body", "event_name", "severity_text", "trace_state", "name", "status_message");
  private static final List<String> OWN_JSON = List.of("attributes", "body_json");

  private static final List<String> SHARED_TEXTS =
      List.of(
          "service_name",
          "service_version",
          "scope_name",
          "scope_version",
          "scope_schema_url",
          "resource_schema_url",
          "metric_name",
          "description",
          "unit");
  private static final List<String> SHARED_JSON =
      List.of("resource_attributes", "resource_entity_refs", "scope_attributes", "metric_metadata");

  /** What is left out of others' rows, which are not the person's for it. */
  private static final List<String> PARTS = List.of("exemplars", "events", "links");

  private static final List<String> OF_ACTIVITY =
      List.of(
          "tool_version",
          "terminal",
          "team",
          "session_id",
          "model",
          "model_sent",
          "tool_name",
          "decision_source",
          "language",
          "query_source",
          "status");

  private static final List<String> ADDRESSES =
      List.of("user.email", "cursor.user.email", "account_email");

  /** The condition for rows to go; never NULL. */
  String condition(Set<KeyId> keys) {
    String own = keys.stream().map(key -> quoted(key.value())).sorted().collect(joining(", "));
    return "coalesce(list_contains([%s]::varchar[], key_id), false) or %s"
        .formatted(own, table == LakeTable.ACTIVITY ? ofActivity() : ofRecords());
  }

  /** The condition for rows in which the person is, whether they go or not; never NULL. */
  String mentions(Set<KeyId> keys) {
    Stream<String> promoted =
        table == LakeTable.ACTIVITY
            ? Stream.of()
            : Arrays.stream(Promotion.values()).map(each -> isTheirs(each.key(), each.column()));
    return Stream.of(
            Stream.of(condition(keys)),
            promoted,
            present(SHARED_TEXTS).map(name -> isTheirs("", name)),
            Stream.concat(present(SHARED_JSON), present(PARTS)).map(ErasedRows::isIn))
        .flatMap(conditions -> conditions)
        .collect(joining(" or "));
  }

  /** The columns of the rows that are left. */
  String columns() {
    if (table == LakeTable.ACTIVITY) {
      return "*";
    }
    Stream<String> texts =
        present(SHARED_TEXTS)
            .map(
                name -> "case when not %s then %s end as %2$s".formatted(isTheirs("", name), name));
    Stream<String> promoted =
        Arrays.stream(Promotion.values())
            .map(
                each ->
                    "case when not %s then %s end as %2$s"
                        .formatted(isTheirs(each.key(), each.column()), each.column()));
    Stream<String> json =
        Stream.concat(present(SHARED_JSON), present(PARTS))
            .map(
                name ->
                    "case when %1$s is not null then without_them(coalesce(%1$s, '')) end as %1$s"
                        .formatted(name));
    return Stream.of(texts, promoted, json)
        .flatMap(columns -> columns)
        .collect(joining(", ", "* replace (", ")"));
  }

  private String ofRecords() {
    Stream<String> promoted =
        Arrays.stream(Promotion.values())
            .map(each -> isTheirs(each.key(), each.column()) + " and not " + isOfResource(each));
    Stream<String> own =
        Stream.of(
                present(OWN_TEXTS).map(name -> isTheirs("", name)),
                present(OWN_JSON).map(ErasedRows::isIn),
                promoted)
            .flatMap(conditions -> conditions);
    Stream<String> shared =
        Stream.concat(
            present(SHARED_TEXTS).map(name -> isTheirs("", name)),
            present(SHARED_JSON).map(ErasedRows::isIn));
    return "%s or (%s) and not (%s)"
        .formatted(own.collect(joining(" or ")), shared.collect(joining(" or ")), namesSomebody());
  }

  private static String namesSomebody() {
    Stream<String> others =
        ADDRESSES.stream()
            .map(key -> "is_address(coalesce(%s, ''))".formatted(value("attributes", key)));
    String own =
        "is_address(coalesce(user_email, '')) and not " + isOfResource(Promotion.USER_EMAIL);
    return Stream.concat(Stream.of(own), others).collect(joining(" or "));
  }

  /** Of activity every text stands by itself. */
  private String ofActivity() {
    Stream<String> texts = present(OF_ACTIVITY).map(name -> isTheirs("", name));
    return Stream.concat(Stream.of(isTheirs("user.id", "person")), texts).collect(joining(" or "));
  }

  private Stream<String> present(List<String> columns) {
    return columns.stream().filter(names::contains);
  }

  private static String isTheirs(String key, String column) {
    return "is_theirs(%s, coalesce(%s, ''))".formatted(quoted(key), column);
  }

  private static String isIn(String column) {
    return "is_in(coalesce(%s, ''))".formatted(column);
  }

  private static String isOfResource(Promotion promotion) {
    String values =
        promotion.keys().stream()
            .map(key -> value("resource_attributes", key))
            .collect(joining(", "));
    return "coalesce(list_contains([%s], %s), false)".formatted(values, promotion.column());
  }

  private static String value(String json, String key) {
    return "json_extract_string(%s, %s)".formatted(json, quoted("$.\"" + key + "\""));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
