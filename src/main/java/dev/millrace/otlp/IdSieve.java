package dev.millrace.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Takes every span and log record with an id of impossible length out of an export, and such ids
 * out of exemplars: a measurement counts without them. An id that is empty is unset.
 */
final class IdSieve {

  static final int TRACE_ID_BYTES = 16;
  static final int SPAN_ID_BYTES = 8;

  private final Oddities oddities;

  /** Counts what it takes out. */
  IdSieve(Oddities oddities) {
    this.oddities = oddities;
  }

  /** What is left of the export. */
  Export sieve(Export export) {
    if (export instanceof Export.Logs logs) {
      return new Export.Logs(logs(logs.message()));
    }
    if (export instanceof Export.Traces traces) {
      return new Export.Traces(traces(traces.message()));
    }
    return new Export.Metrics(
        new ExemplarIds(oddities).without(((Export.Metrics) export).message()));
  }

  static boolean isTraceId(ByteString id) {
    return id.isEmpty() || id.size() == TRACE_ID_BYTES;
  }

  static boolean isSpanId(ByteString id) {
    return id.isEmpty() || id.size() == SPAN_ID_BYTES;
  }

  private ExportLogsServiceRequest logs(ExportLogsServiceRequest request) {
    ExportLogsServiceRequest.Builder kept = request.toBuilder();
    for (int r = 0; r < kept.getResourceLogsCount(); r++) {
      List<ScopeLogs.Builder> scopes = kept.getResourceLogsBuilder(r).getScopeLogsBuilderList();
      for (int s = 0; s < scopes.size(); s++) {
        String place = "/resourceLogs/%d/scopeLogs/%d/logRecords/".formatted(r, s);
        ScopeLogs.Builder scope = scopes.get(s);
        List<LogRecord> records = kept(scope.getLogRecordsList(), IdSieve::wrongId, place);
        scope.clearLogRecords().addAllLogRecords(records);
      }
    }
    return kept.build();
  }

  private ExportTraceServiceRequest traces(ExportTraceServiceRequest request) {
    ExportTraceServiceRequest.Builder kept = request.toBuilder();
    for (int r = 0; r < kept.getResourceSpansCount(); r++) {
      List<ScopeSpans.Builder> scopes = kept.getResourceSpansBuilder(r).getScopeSpansBuilderList();
      for (int s = 0; s < scopes.size(); s++) {
        String place = "/resourceSpans/%d/scopeSpans/%d/spans/".formatted(r, s);
        ScopeSpans.Builder scope = scopes.get(s);
        List<Span> spans = kept(scope.getSpansList(), IdSieve::wrongId, place);
        scope.clearSpans().addAllSpans(spans);
      }
    }
    return kept.build();
  }

  private <T> List<T> kept(List<T> records, Function<T, String> wrongId, String place) {
    List<T> kept = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      String wrong = wrongId.apply(records.get(i));
      if (wrong.isEmpty()) {
        kept.add(records.get(i));
      } else {
        String why = place + i + "/" + wrong;
        oddities.rejected(() -> why);
      }
    }
    return kept;
  }

  /** Which id must have how many bytes and has others; empty if all can be. */
  private static String wrongId(LogRecord record) {
    return wrongId("", record.getTraceId(), record.getSpanId());
  }

  private static String wrongId(Span span) {
    if (!isSpanId(span.getParentSpanId())) {
      return wrong("parentSpanId", SPAN_ID_BYTES, span.getParentSpanId());
    }
    for (int i = 0; i < span.getLinksCount(); i++) {
      Span.Link link = span.getLinks(i);
      String wrong = wrongId("links/" + i + "/", link.getTraceId(), link.getSpanId());
      if (!wrong.isEmpty()) {
        return wrong;
      }
    }
    return wrongId("", span.getTraceId(), span.getSpanId());
  }

  private static String wrongId(String place, ByteString traceId, ByteString spanId) {
    if (!isTraceId(traceId)) {
      return wrong(place + "traceId", TRACE_ID_BYTES, traceId);
    }
    return isSpanId(spanId) ? "" : wrong(place + "spanId", SPAN_ID_BYTES, spanId);
  }

  private static String wrong(String place, int bytes, ByteString id) {
    return "%s must be %d bytes or none but is %d".formatted(place, bytes, id.size());
  }
}
