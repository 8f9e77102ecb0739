package dev.millrace.landing;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Set;

/**
 * What may land: not what {@link ContentKeys} knows to be content; all that {@link KnownKeys} or
 * the operator knows to be none; and of what nobody knows the names, see {@link Wording}. In a list
 * or an object each attribute is asked for itself.
 */
final class Fences {

  private final Set<String> allowed;

  /** Fences that let keys of the operator's own pass, and names of {@link LandedText}. */
  Fences(Set<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /** What an attribute is. */
  enum Verdict {
    LANDS,
    CONTENT,
    MAY_BE_CONTENT
  }

  /**
   * What an attribute is, leaving aside the attributes in its value.
   *
   * @param ofResource whether it describes a sender rather than what happened
   */
  Verdict of(KeyValue attribute, boolean ofResource) {
    String key = attribute.getKey();
    if (allowed.contains(key)) {
      return Verdict.LANDS;
    }
    if (ContentKeys.holdsContent(attribute)) {
      return Verdict.CONTENT;
    }
    if (isKnown(key)) {
      return Verdict.LANDS;
    }
    return Wording.isName(key) && !mayBeContent(attribute.getValue(), ofResource)
        ? Verdict.LANDS
        : Verdict.MAY_BE_CONTENT;
  }

  /** Whether a key, or the list that it is one of, is known to hold no content. */
  boolean isKnown(String key) {
    return KnownKeys.KEYS.contains(key)
        || allowed.contains(key)
        || isKnownList(ContentKeys.listOf(key));
  }

  private boolean isKnownList(String list) {
    return KnownKeys.KEYS.contains(list) || allowed.contains(list);
  }

  /** Whether a text that stands under no key may be content. */
  boolean mayBeContent(LandedText kind, String text) {
    return !text.isEmpty() && !allowed.contains(kind.key()) && kind.mayBeContent(text);
  }

  boolean allows(LandedText kind) {
    return allowed.contains(kind.key());
  }

  /** Whether a value that is no object may be content. */
  static boolean mayBeContent(AnyValue value, boolean ofResource) {
    return switch (value.getValueCase()) {
      case STRING_VALUE ->
          ofResource
              ? !Wording.isSetting(value.getStringValue())
              : !Wording.isName(value.getStringValue());
      case BYTES_VALUE -> !value.getBytesValue().isEmpty();
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .anyMatch(each -> mayBeContent(each, ofResource));
      case KVLIST_VALUE,
          BOOL_VALUE,
          INT_VALUE,
          DOUBLE_VALUE,
          STRING_VALUE_STRINDEX,
          VALUE_NOT_SET ->
          false;
    };
  }
}
