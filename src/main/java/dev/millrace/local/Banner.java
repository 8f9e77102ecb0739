package dev.millrace.local;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the local server prints when it is ready: lines to copy, that work as they are.
 *
 * @param url where it listens, without a slash at the end
 * @param data the data folder
 * @param keyFile the file that holds the owner's key; the lines read it, so that the key itself
 *     stays out of the shell's history
 * @param newKey the owner's key if it was made by this start
 */
record Banner(String url, Path data, Path keyFile, Optional<String> newKey) {

  /** One count; the shell puts in the time, so that it does not land on a day of its own. */
  private static final String METRIC =
      """
      {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"hello","sum":{\
      "aggregationTemporality":1,"isMonotonic":true,"dataPoints":[{"asInt":"1",\
      "timeUnixNano":"'$(date +%s)000000000'"}]}}]}]}]}""";

  String text() {
    return """
        Millrace is ready.

          URL          %1$s
          Data folder  %2$s
          Owner key    %3$s

        Open %1$s in a browser and sign in with the owner key. Or go on here.

        Send a metric:

          curl -i %1$s/v1/metrics \\
            -H "Authorization: Bearer $(cat '%4$s')" \\
            -H 'Content-Type: application/json' \\
            -d '%5$s'

        Connect Claude Code, then start it in the same shell:

          export CLAUDE_CODE_ENABLE_TELEMETRY=1
          export OTEL_METRICS_EXPORTER=otlp
          export OTEL_LOGS_EXPORTER=otlp
          export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
          export OTEL_EXPORTER_OTLP_ENDPOINT=%1$s
          export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer $(cat '%4$s')"

        Connect an OpenTelemetry Collector, started with MILLRACE_KEY="$(cat '%4$s')":

          exporters:
            otlp_http/millrace:
              endpoint: %1$s
              headers:
                Authorization: Bearer ${env:MILLRACE_KEY}
              compression: gzip
              sending_queue:
                batch:
                  sizer: bytes
                  flush_timeout: 5s
                  min_size: 1000000
                  max_size: 4000000

        Ctrl-C stops Millrace.
        """
        .formatted(url, data, keyLine(), keyFile, METRIC);
  }

  private String keyLine() {
    return newKey
        .map(key -> key + "\n               shown this once, and written to " + keyFile)
        .orElse("in " + keyFile);
  }
}
