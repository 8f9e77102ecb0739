package dev.millrace.otlp;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.io.IOException;
import java.util.Map;

/** The messages of logs, as logs.proto has them. */
final class LogsJson {

  private static final Map<String, Integer> SEVERITIES =
      CommonJson.numbersByName(SeverityNumber.values(), SeverityNumber::getNumber);

  private LogsJson() {}

  static ExportLogsServiceRequest request(JsonInput in) throws IOException {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "resourceLogs", "resource_logs" ->
            in.each(LogsJson::resourceLogs, request.clearResourceLogs()::addResourceLogs);
        default -> in.skip();
      }
    }
    return request.build();
  }

  private static ResourceLogs resourceLogs(JsonInput in) throws IOException {
    ResourceLogs.Builder resourceLogs = ResourceLogs.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "resource" -> resourceLogs.setResource(CommonJson.resource(in));
        case "scopeLogs", "scope_logs" ->
            in.each(LogsJson::scopeLogs, resourceLogs.clearScopeLogs()::addScopeLogs);
        case "schemaUrl", "schema_url" -> resourceLogs.setSchemaUrl(in.string());
        default -> in.skip();
      }
    }
    return resourceLogs.build();
  }

  private static ScopeLogs scopeLogs(JsonInput in) throws IOException {
    ScopeLogs.Builder scopeLogs = ScopeLogs.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "scope" -> scopeLogs.setScope(CommonJson.scope(in));
        case "logRecords", "log_records" ->
            in.records(LogsJson::logRecord, scopeLogs.clearLogRecords()::addLogRecords);
        case "schemaUrl", "schema_url" -> scopeLogs.setSchemaUrl(in.string());
        default -> in.skip();
      }
    }
    return scopeLogs.build();
  }

  private static LogRecord logRecord(JsonInput in) throws IOException {
    LogRecord.Builder logRecord = LogRecord.newBuilder();
    for (String name = in.firstMember(); name != null; name = in.nextMember()) {
      switch (name) {
        case "timeUnixNano", "time_unix_nano" -> logRecord.setTimeUnixNano(in.uint64());
        case "observedTimeUnixNano", "observed_time_unix_nano" ->
            logRecord.setObservedTimeUnixNano(in.uint64());
        case "severityNumber", "severity_number" ->
            logRecord.setSeverityNumberValue(in.enumNumber(SEVERITIES));
        case "severityText", "severity_text" -> logRecord.setSeverityText(in.string());
        case "body" -> logRecord.setBody(AttributeJson.value(in));
        case "eventName", "event_name" -> logRecord.setEventName(in.string());
        case "attributes" -> AttributeJson.each(in, logRecord.clearAttributes()::addAttributes);
        case "droppedAttributesCount", "dropped_attributes_count" ->
            logRecord.setDroppedAttributesCount(in.uint32());
        case "flags" -> logRecord.setFlags(in.uint32());
        case "traceId", "trace_id" -> logRecord.setTraceId(in.id(IdSieve.TRACE_ID_BYTES));
        case "spanId", "span_id" -> logRecord.setSpanId(in.id(IdSieve.SPAN_ID_BYTES));
        default -> in.skip();
      }
    }
    return logRecord.build();
  }
}
