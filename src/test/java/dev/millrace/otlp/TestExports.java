package dev.millrace.otlp;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;

/** Small exports for tests that need some export. */
public final class TestExports {

  /** For decoders of exports in which nobody looks for anything. */
  public static final WireWatch NOTHING =
      new WireWatch() {

        @Override
        public boolean looksForKey(byte[] bytes, int start, int length, int end) {
          return false;
        }

        @Override
        public boolean looksForBody(byte[] bytes, int start, int length) {
          return false;
        }

        @Override
        public boolean looksForText(byte[] bytes, int start, int length, boolean isDescription) {
          return false;
        }

        @Override
        public boolean looksForMessage(byte[] bytes, int start, int length) {
          return false;
        }
      };

  private TestExports() {}

  /** One log record with a body and one attribute. */
  public static Export.Logs log(String body, String key, String value) {
    LogRecord record =
        LogRecord.newBuilder()
            .setTimeUnixNano(1_763_800_000_000_000_000L)
            .setBody(string(body))
            .addAttributes(KeyValue.newBuilder().setKey(key).setValue(string(value)))
            .build();
    return new Export.Logs(
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(record)))
            .build());
  }

  public static AnyValue string(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }
}
