package dev.millrace.otlp;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;

/** The members of the messages of logs, as logs.proto has them. */
final class LogsJson {

  private static final JsonMessage<LogRecord, LogRecord.Builder> LOG_RECORD =
      new JsonMessage<LogRecord, LogRecord.Builder>(LogRecord::newBuilder, LogRecord.Builder::build)
          .uint64("timeUnixNano", LogRecord::getTimeUnixNano, LogRecord.Builder::setTimeUnixNano)
          .uint64(
              "observedTimeUnixNano",
              LogRecord::getObservedTimeUnixNano,
              LogRecord.Builder::setObservedTimeUnixNano)
          .enumeration(
              "severityNumber",
              CommonJson.numbersByName(SeverityNumber.values(), SeverityNumber::getNumber),
              LogRecord::getSeverityNumberValue,
              LogRecord.Builder::setSeverityNumberValue)
          .string("severityText", LogRecord::getSeverityText, LogRecord.Builder::setSeverityText)
          .message(
              "body",
              AttributeJson.VALUE,
              LogRecord::hasBody,
              LogRecord::getBody,
              LogRecord.Builder::setBody)
          .string("eventName", LogRecord::getEventName, LogRecord.Builder::setEventName)
          .messages(
              "attributes",
              AttributeJson.ATTRIBUTE,
              LogRecord::getAttributesList,
              LogRecord.Builder::clearAttributes,
              LogRecord.Builder::addAttributes)
          .uint32(
              "droppedAttributesCount",
              LogRecord::getDroppedAttributesCount,
              LogRecord.Builder::setDroppedAttributesCount)
          .uint32("flags", LogRecord::getFlags, LogRecord.Builder::setFlags)
          .id(
              "traceId",
              IdSieve.TRACE_ID_BYTES,
              LogRecord::getTraceId,
              LogRecord.Builder::setTraceId)
          .id("spanId", IdSieve.SPAN_ID_BYTES, LogRecord::getSpanId, LogRecord.Builder::setSpanId);

  private static final JsonMessage<ScopeLogs, ScopeLogs.Builder> SCOPE_LOGS =
      new JsonMessage<ScopeLogs, ScopeLogs.Builder>(ScopeLogs::newBuilder, ScopeLogs.Builder::build)
          .message(
              "scope",
              CommonJson.SCOPE,
              ScopeLogs::hasScope,
              ScopeLogs::getScope,
              ScopeLogs.Builder::setScope)
          .records(
              "logRecords",
              LOG_RECORD,
              ScopeLogs::getLogRecordsList,
              ScopeLogs.Builder::clearLogRecords,
              ScopeLogs.Builder::addLogRecords)
          .string("schemaUrl", ScopeLogs::getSchemaUrl, ScopeLogs.Builder::setSchemaUrl);

  private static final JsonMessage<ResourceLogs, ResourceLogs.Builder> RESOURCE_LOGS =
      new JsonMessage<ResourceLogs, ResourceLogs.Builder>(
              ResourceLogs::newBuilder, ResourceLogs.Builder::build)
          .message(
              "resource",
              CommonJson.RESOURCE,
              ResourceLogs::hasResource,
              ResourceLogs::getResource,
              ResourceLogs.Builder::setResource)
          .messages(
              "scopeLogs",
              SCOPE_LOGS,
              ResourceLogs::getScopeLogsList,
              ResourceLogs.Builder::clearScopeLogs,
              ResourceLogs.Builder::addScopeLogs)
          .string("schemaUrl", ResourceLogs::getSchemaUrl, ResourceLogs.Builder::setSchemaUrl);

  static final JsonMessage<ExportLogsServiceRequest, ExportLogsServiceRequest.Builder> REQUEST =
      new JsonMessage<ExportLogsServiceRequest, ExportLogsServiceRequest.Builder>(
              ExportLogsServiceRequest::newBuilder, ExportLogsServiceRequest.Builder::build)
          .messages(
              "resourceLogs",
              RESOURCE_LOGS,
              ExportLogsServiceRequest::getResourceLogsList,
              ExportLogsServiceRequest.Builder::clearResourceLogs,
              ExportLogsServiceRequest.Builder::addResourceLogs);

  private LogsJson() {}
}
