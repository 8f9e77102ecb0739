package dev.millrace.lake;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import org.jspecify.annotations.Nullable;

/**
 * An instrumentation scope of an export, with what its rows repeat made once.
 *
 * @param attributes as JSON; null if there are none
 */
record SentScope(
    SentResource resource,
    InstrumentationScope scope,
    String schemaUrl,
    @Nullable String attributes) {

  static SentScope of(SentResource resource, InstrumentationScope scope, String schemaUrl) {
    return new SentScope(
        resource, scope, schemaUrl, OtlpJson.attributes(scope.getAttributesList()));
  }

  /** About how many bytes each row repeats of it and of its resource. */
  long bytes() {
    return resource.bytes()
        + scope.getName().length()
        + scope.getVersion().length()
        + schemaUrl.length()
        + (attributes == null ? 0 : attributes.length());
  }
}
