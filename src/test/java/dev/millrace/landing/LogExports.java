package dev.millrace.landing;

import com.google.protobuf.ByteString;
import dev.millrace.otlp.Export;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.List;

/** Exports of one log record each, and the values in them. */
final class LogExports {

  private LogExports() {}

  static Export log(AnyValue body, KeyValue... attributes) {
    var request = ExportLogsServiceRequest.newBuilder();
    request
        .addResourceLogsBuilder()
        .addScopeLogsBuilder()
        .addLogRecordsBuilder()
        .setTraceId(ByteString.copyFromUtf8("sixteen bytes id"))
        .setBody(body)
        .addAllAttributes(List.of(attributes));
    return new Export.Logs(request.build());
  }

  static Export bodyless(KeyValue... attributes) {
    var request =
        ((Export.Logs) log(AnyValue.getDefaultInstance(), attributes)).message().toBuilder();
    request.getResourceLogsBuilder(0).getScopeLogsBuilder(0).getLogRecordsBuilder(0).clearBody();
    return new Export.Logs(request.build());
  }

  static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  static AnyValue list(KeyValue... values) {
    return AnyValue.newBuilder()
        .setKvlistValue(KeyValueList.newBuilder().addAllValues(List.of(values)))
        .build();
  }

  static AnyValue array(AnyValue... values) {
    return AnyValue.newBuilder()
        .setArrayValue(ArrayValue.newBuilder().addAllValues(List.of(values)))
        .build();
  }
}
