package dev.millrace.lake;

import static dev.millrace.lake.Column.bigint;
import static dev.millrace.lake.Column.integer;
import static dev.millrace.lake.Column.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The columns that the three general tables share, around a table's own: where a record came from,
 * the promoted attributes, the rest of them, its scope and its resource.
 *
 * <p>A text is NULL where nothing was sent, a number is as sent. Unsigned 64-bit numbers keep their
 * bits: what no signed number holds is negative. {@code object_hash} and {@code ordinal} lead back
 * to the landed object.
 */
final class RecordColumns {

  private RecordColumns() {}

  /**
   * The schema of a general table with these columns of its own, {@code timeColumn} among them.
   *
   * @param bytes about how many a record itself takes
   */
  static <T> TableSchema<SentRecord<T>> around(
      LakeTable table,
      List<Column<SentRecord<T>, ?>> own,
      String timeColumn,
      ToLongFunction<T> bytes) {
    List<Column<SentRecord<T>, ?>> columns = new ArrayList<>();
    columns.addAll(origin());
    columns.addAll(promoted());
    columns.addAll(own);
    columns.addAll(surroundings());
    return new TableSchema<>(
        table,
        SentRecord::eventDate,
        columns,
        List.of("user_email", "service_name", "session_id", timeColumn),
        SentRecord::rank,
        row -> row.scope().bytes() + bytes.applyAsLong(row.record()),
        row -> 0);
  }

  private static <T> List<Column<SentRecord<T>, ?>> origin() {
    return List.of(
        text("key_id", row -> row.scope().resource().landed().origin().keyId()),
        text("object_hash", row -> row.scope().resource().landed().objectHash()),
        integer("ordinal", SentRecord::ordinal),
        text("service_name", row -> row.scope().resource().serviceName()),
        text("service_version", row -> row.scope().resource().serviceVersion()));
  }

  private static <T> List<Column<SentRecord<T>, String>> promoted() {
    return Arrays.stream(Promotion.values())
        .map(
            promotion ->
                Column.<SentRecord<T>>text(
                    promotion.column(), row -> row.attributes().value(promotion)))
        .toList();
  }

  private static <T> List<Column<SentRecord<T>, ?>> surroundings() {
    return List.of(
        text("attributes", row -> OtlpJson.attributes(row.attributes().rest())),
        text("scope_name", row -> sent(row.scope().scope().getName())),
        text("scope_version", row -> sent(row.scope().scope().getVersion())),
        text("scope_attributes", row -> row.scope().attributes()),
        bigint(
            "scope_dropped_attributes_count",
            row -> unsigned(row.scope().scope().getDroppedAttributesCount())),
        text("scope_schema_url", row -> sent(row.scope().schemaUrl())),
        text("resource_attributes", row -> row.scope().resource().attributes()),
        bigint(
            "resource_dropped_attributes_count",
            row -> unsigned(row.scope().resource().resource().getDroppedAttributesCount())),
        text("resource_entity_refs", row -> row.scope().resource().entityRefs()),
        text("resource_schema_url", row -> sent(row.scope().resource().schemaUrl())));
  }

  /** Null for the empty text, which in protobuf is the same as none. */
  static @Nullable String sent(String text) {
    return text.isEmpty() ? null : text;
  }

  /** The number that uint32 and fixed32 mean. */
  static long unsigned(int bits) {
    return Integer.toUnsignedLong(bits);
  }
}
