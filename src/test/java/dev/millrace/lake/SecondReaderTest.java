package dev.millrace.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.jerolba.carpet.CarpetReader;
import dev.millrace.Signal;
import dev.millrace.otlp.RandomMessages;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * parquet-java reads from the general tables what was sent: every field that OTLP's descriptors
 * name, of random exports, is in its column with its value. DuckDB wrote the files, and has no part
 * in reading them.
 */
class SecondReaderTest {

  /** Where a field is not the column of its name. */
  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("start_time_unix_nano", "start_ns"),
          Map.entry("time_unix_nano", "time_ns"),
          Map.entry("end_time_unix_nano", "end_ns"),
          Map.entry("observed_time_unix_nano", "observed_ns"),
          Map.entry("as_int", "value_int"),
          Map.entry("as_double", "value_double"),
          Map.entry("quantile_values", "quantiles"),
          Map.entry("aggregation_temporality", "temporality"));

  /** Of exports that have something in every field. */
  private static final Map<Signal, List<Long>> SEEDS =
      Map.of(
          Signal.METRICS, List.of(1L, 2L, 3L, 4L, 7L, 10L, 16L, 18L, 19L),
          Signal.LOGS, List.of(1L, 2L, 3L),
          Signal.TRACES, List.of(1L, 2L, 3L));

  @TempDir Path folder;

  static Stream<Arguments> exports() {
    return SEEDS.entrySet().stream()
        .flatMap(of -> of.getValue().stream().map(seed -> arguments(of.getKey(), seed)));
  }

  @ParameterizedTest
  @MethodSource("exports")
  void readsEveryFieldAsSent(Signal signal, long seed) throws IOException {
    Message export = new RandomMessages(seed).like(SentMessages.empty(signal));
    List<SentMessages> sent = SentMessages.of(export);
    LakeFixture lake = new LakeFixture(folder);
    lake.write(List.of(LakeFixture.landed(1, SentMessages.export(export))));

    List<Map<String, Object>> rows = rows(LakeTable.of(signal));

    assertThat(rows).hasSameSizeAs(sent).isNotEmpty();
    for (int i = 0; i < rows.size(); i++) {
      compare(rows.get(i), sent.get(i));
    }
  }

  /** A column that was lost would be as empty as a field in which nothing was sent. */
  @ParameterizedTest
  @EnumSource
  void exportsHaveSomethingInEveryField(Signal signal) {
    Set<String> fields = new TreeSet<>();
    Set<String> filled = new TreeSet<>();
    for (long seed : SEEDS.getOrDefault(signal, List.of())) {
      addFields(new RandomMessages(seed).like(SentMessages.empty(signal)), fields, filled);
    }

    assertThat(filled).isEqualTo(fields).hasSizeGreaterThan(20);
  }

  private static void addFields(Message message, Set<String> fields, Set<String> filled) {
    message.getDescriptorForType().getFields().forEach(field -> fields.add(field.getFullName()));
    message.getAllFields().keySet().forEach(field -> filled.add(field.getFullName()));
    message.getAllFields().values().stream()
        .flatMap(value -> value instanceof List<?> values ? values.stream() : Stream.of(value))
        .filter(Message.class::isInstance)
        .filter(value -> !(value instanceof KeyValue || value instanceof AnyValue))
        .forEach(value -> addFields((Message) value, fields, filled));
  }

  private void compare(Map<String, Object> row, SentMessages sent) throws IOException {
    assertThat(row).containsEntry("object_hash", LakeFixture.landed(1, Otlp.logs()).objectHash());
    for (Message message : sent.messages()) {
      compare(row, message);
    }
  }

  private void compare(Map<String, Object> row, Message message) throws IOException {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      Object value = message.getField(field);
      if (value instanceof Resource
          || value instanceof InstrumentationScope
          || value instanceof Status) {
        compare(row, (Message) value);
      } else if (!SentMessages.leadsOn(message, field) && !ofAnotherKind(message, field)) {
        String column = column(message, field);
        assertThat(read(row.get(column), field, column))
            .as(message.getDescriptorForType().getName() + "." + field.getName())
            .isEqualTo(sent(column, CanonicalOtlp.ofField(message, field)));
      }
    }
  }

  /** The data that a metric could have had instead. */
  private static boolean ofAnotherKind(Message message, FieldDescriptor field) {
    return field.getContainingOneof() != null
        && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && !message.hasField(field);
  }

  private static String column(Message message, FieldDescriptor field) {
    String name = COLUMNS.getOrDefault(field.getName(), field.getName());
    String type = message.getDescriptorForType().getName();
    if (message instanceof LogRecord log && name.equals("body")) {
      return log.hasBody() && !log.getBody().hasStringValue() ? "body_json" : "body";
    }
    if (message instanceof Status) {
      return "status_" + name;
    }
    if (type.equals("Metric") && (name.equals("name") || name.equals("metadata"))) {
      return "metric_" + name;
    }
    if (message instanceof InstrumentationScope || type.startsWith("Scope")) {
      return "scope_" + name;
    }
    return type.startsWith("Resource") ? "resource_" + name : name;
  }

  private static @Nullable Object read(@Nullable Object value, FieldDescriptor field, String column)
      throws IOException {
    boolean json = field.isRepeated() || field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    if (value instanceof String text) {
      return json && !column.equals("body") ? CanonicalOtlp.ofJson(text) : "'" + text;
    }
    if (value instanceof Double number) {
      return (Double.isFinite(number) ? "" : "'") + number;
    }
    boolean unsigned =
        field.getType() == FieldDescriptor.Type.FIXED64
            || field.getType() == FieldDescriptor.Type.UINT64;
    return value == null || !unsigned ? text(value) : Long.toUnsignedString((Long) value);
  }

  private static @Nullable Object text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /** Text and bytes without content are NULL; but a body is what it is. */
  private static @Nullable Object sent(String column, @Nullable Object value) {
    boolean empty = "'".equals(value) || "null".equals(value);
    return empty && !column.startsWith("body") ? null : value;
  }

  private List<Map<String, Object>> rows(LakeTable table) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve("store/lake/" + table))) {
      for (File file : files.filter(Files::isRegularFile).map(Path::toFile).toList()) {
        for (Map<String, Object> row : rows(file)) {
          rows.add(row);
        }
      }
    }
    rows.sort(Comparator.comparing(row -> (Integer) row.get("ordinal")));
    return rows;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Iterable<Map<String, Object>> rows(File file) throws IOException {
    return (CarpetReader) new CarpetReader<>(file, Map.class);
  }
}
