package dev.millrace.landing;

import dev.millrace.landing.LandingConfig.Content;
import dev.millrace.otlp.Decoded;
import dev.millrace.otlp.Export;
import java.util.Map;

/**
 * Removes from exports what is content, and what may be, by {@link Fences}: attributes wherever
 * they stand, what of a log record's body is content by {@link LogBody}, and texts like a span's
 * name.
 *
 * <p>An export without any comes back as the same object, so that its bytes can land as they were
 * sent.
 */
final class Redaction {

  private final Content content;
  private final Fences fences;

  Redaction(Content content, Fences fences) {
    this.content = content;
    this.fences = fences;
  }

  Redacted redact(Decoded decoded) {
    Export export = decoded.export();
    if (content == Content.KEEP
        || !decoded.keyLookedFor() && !decoded.textLookedFor() && !decoded.unknownFields()) {
      return Redacted.nothing(export);
    }
    Removal removal = new Removal(fences);
    Export known = decoded.unknownFields() ? known(export, removal) : export;
    Export left = AttributeRewrite.of(known, removal);
    return removal.removed() == 0
        ? Redacted.nothing(export)
        : new Redacted(left, removal.removed(), removal.mayBeContent());
  }

  /** Of fields that OTLP does not have nobody knows what they hold. */
  private Export known(Export export, Removal removal) {
    if (fences.allows(LandedText.UNKNOWN_FIELDS)) {
      return export;
    }
    Export known = export.withoutUnknownFields();
    if (known != export) {
      removal.removeDoubtful(LandedText.UNKNOWN_FIELDS.key());
    }
    return known;
  }

  /**
   * An export without content.
   *
   * @param removed how many attributes, bodies or texts in them, and other texts were removed
   * @param mayBeContent how many of them only because they may be content, by key
   */
  record Redacted(Export export, int removed, Map<String, Integer> mayBeContent) {

    Redacted {
      mayBeContent = Map.copyOf(mayBeContent);
    }

    private static Redacted nothing(Export export) {
      return new Redacted(export, 0, Map.of());
    }
  }
}
