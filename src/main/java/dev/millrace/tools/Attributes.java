package dev.millrace.tools;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Attributes of a resource or a record, read the same whatever type they were sent as.
 *
 * <p>One sender's integer is another's double or string: Claude Code 2.0 sends every value as a
 * string, and the JavaScript SDK turns whole doubles into integers. Of a key that comes twice,
 * which OTLP forbids, the first counts.
 */
final class Attributes {

  static final Attributes NONE = new Attributes(Collections.emptySortedMap());

  /** Ordered by key, so that the order on the wire makes no difference to anything. */
  private final SortedMap<String, AnyValue> values;

  private Attributes(SortedMap<String, AnyValue> values) {
    this.values = values;
  }

  static Attributes of(List<KeyValue> pairs) {
    SortedMap<String, AnyValue> values = new TreeMap<>();
    pairs.forEach(pair -> values.putIfAbsent(pair.getKey(), pair.getValue()));
    return new Attributes(values);
  }

  /**
   * The value as text, made fit for a key column; empty if it is absent or a list, map or bytes.
   */
  String text(String key) {
    AnyValue value = values.get(key);
    return value == null || !isScalar(value) ? "" : Text.cleaned(plain(value));
  }

  /** The value as a quantity; empty if it is absent or none. */
  Optional<Quantity> quantity(String key) {
    AnyValue value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    return switch (value.getValueCase()) {
      case INT_VALUE -> Quantity.of(value.getIntValue());
      case DOUBLE_VALUE -> Quantity.of(value.getDoubleValue());
      case STRING_VALUE -> Quantity.parse(value.getStringValue());
      default -> Optional.empty();
    };
  }

  /** Gives every key and value to the fingerprint, in the order of the keys. */
  void addTo(Fingerprint fingerprint) {
    fingerprint.add(values.size());
    values.forEach((key, value) -> fingerprint.add(key).add(plain(value)));
  }

  private static boolean isScalar(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE, BOOL_VALUE, INT_VALUE, DOUBLE_VALUE -> true;
      default -> false;
    };
  }

  private static String plain(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> plain(value.getDoubleValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .map(Attributes::plain)
              .collect(Collectors.joining("\u0001", "[", "]"));
      case KVLIST_VALUE ->
          value.getKvlistValue().getValuesList().stream()
              .map(pair -> pair.getKey() + "\u0002" + plain(pair.getValue()))
              .sorted()
              .collect(Collectors.joining("\u0001", "{", "}"));
      case BYTES_VALUE -> value.getBytesValue().toString(StandardCharsets.ISO_8859_1);
      default -> "";
    };
  }

  /** Whole doubles look like integers, as they do in JSON. */
  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
