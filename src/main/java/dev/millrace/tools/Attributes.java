package dev.millrace.tools;

import dev.millrace.PlainText;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of a resource or a record, read the same whatever type they were sent as.
 *
 * <p>One sender's integer is another's double or string: Claude Code 2.0 sends every value as a
 * string, and the JavaScript SDK turns whole doubles into integers. Of a key that comes twice,
 * which OTLP forbids, the last counts.
 */
final class Attributes {

  static final Attributes NONE = new Attributes(List.of());

  /** Ends the attributes in a fingerprint, where the length of another key would stand. */
  private static final long NO_LENGTH = -1;

  /** Of a dozen strings, all but one of which differ in length or early, a search is fastest. */
  private final KeyValue[] pairs;

  /**
   * The traces of all keys, a bit each: most keys that are asked for are not there, and most of
   * those leave a trace that none of the others has.
   */
  private final long traces;

  private Attributes(List<KeyValue> pairs) {
    this.pairs = pairs.toArray(KeyValue[]::new);
    long all = 0;
    for (KeyValue pair : this.pairs) {
      all |= trace(pair.getKey());
    }
    this.traces = all;
  }

  /** One of 64 bits, by the key's length and ends. */
  private static long trace(String key) {
    return key.isEmpty()
        ? 1
        : 1L << (key.length() + 7 * key.charAt(0) + 31 * key.charAt(key.length() - 1));
  }

  static Attributes of(List<KeyValue> pairs) {
    return new Attributes(pairs);
  }

  /**
   * The value as text, made fit for a key column; empty if it is absent or a list, map or bytes.
   */
  String text(String key) {
    KeyValue pair = last(key);
    return pair == null || !isScalar(pair.getValue())
        ? ""
        : PlainText.cleaned(plain(pair.getValue()));
  }

  /** The value as a quantity; empty if it is absent or none. */
  Optional<Quantity> quantity(String key) {
    KeyValue pair = last(key);
    if (pair == null) {
      return Optional.empty();
    }
    AnyValue value = pair.getValue();
    return switch (value.getValueCase()) {
      case INT_VALUE -> Quantity.of(value.getIntValue());
      case DOUBLE_VALUE -> Quantity.of(value.getDoubleValue());
      case STRING_VALUE -> Quantity.parse(value.getStringValue());
      default -> Optional.empty();
    };
  }

  /**
   * Gives every key and value to the fingerprint, in the order of the keys: that on the wire makes
   * no difference to anything.
   */
  void addTo(Fingerprint fingerprint) {
    KeyValue[] sorted = pairs.clone();
    Arrays.sort(sorted, Comparator.comparing(KeyValue::getKey));
    for (int i = 0; i < sorted.length; i++) {
      String key = sorted[i].getKey();
      if (i + 1 == sorted.length || !sorted[i + 1].getKey().equals(key)) {
        fingerprint.add(key).add(plain(sorted[i].getValue()));
      }
    }
    fingerprint.add(NO_LENGTH);
  }

  private @Nullable KeyValue last(String key) {
    if ((traces & trace(key)) == 0) {
      return null;
    }
    for (int i = pairs.length - 1; i >= 0; i--) {
      if (pairs[i].getKey().equals(key)) {
        return pairs[i];
      }
    }
    return null;
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
