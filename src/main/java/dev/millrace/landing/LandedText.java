package dev.millrace.landing;

/**
 * The texts of an export that stand under no key of their own; each is told of, and can be allowed,
 * under a name like a key.
 */
enum LandedText {
  LOG_BODY("log.body"),
  LOG_EVENT_NAME("log.event_name"),
  LOG_SEVERITY("log.severity_text"),
  SPAN_NAME("span.name"),
  SPAN_EVENT_NAME("span.event.name"),
  SPAN_TRACE_STATE("span.trace_state"),
  SPAN_STATUS("span.status.message"),
  METRIC_NAME("metric.name"),
  METRIC_DESCRIPTION("metric.description"),
  METRIC_UNIT("metric.unit"),
  SCOPE_NAME("scope.name"),
  SCOPE_VERSION("scope.version"),
  SCHEMA_URL("schema_url"),
  ENTITY("resource.entity"),
  /** Fields that OTLP does not have, all together. */
  UNKNOWN_FIELDS("unknown_fields");

  private final String key;

  LandedText(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  /** Whether the text may be content; a description is the program's own, as settings are. */
  boolean mayBeContent(String text) {
    return switch (this) {
      case METRIC_DESCRIPTION, SCOPE_NAME -> !Wording.isSetting(text);
      default -> !Wording.isName(text);
    };
  }
}
