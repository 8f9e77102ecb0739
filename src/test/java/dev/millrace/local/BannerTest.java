package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The whole of what the local server prints when it is ready. */
class BannerTest {

  private static final Path DATA = Path.of("/home/ada/mill race");

  @Test
  void isMadeOfLinesToCopy() {
    assertThat(banner(Optional.of("mro_token")).text())
        .isEqualTo(
            """
            Millrace is ready.

              URL          http://127.0.0.1:4318
              Data folder  /home/ada/mill race
              Owner key    mro_token
                           shown this once, and written to /home/ada/mill race/owner-key

            Open http://127.0.0.1:4318 in a browser and sign in with the owner key. Or go on here.

            Send a metric:

              curl -i http://127.0.0.1:4318/v1/metrics \\
                -H "Authorization: Bearer $(cat '/home/ada/mill race/owner-key')" \\
                -H 'Content-Type: application/json' \\
                -d '{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"hello","sum":{"aggregationTemporality":1,"isMonotonic":true,"dataPoints":[{"asInt":"1","timeUnixNano":"'$(date +%s)000000000'"}]}}]}]}]}'

            Connect Claude Code, then start it in the same shell:

              export CLAUDE_CODE_ENABLE_TELEMETRY=1
              export OTEL_METRICS_EXPORTER=otlp
              export OTEL_LOGS_EXPORTER=otlp
              export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
              export OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318
              export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer $(cat '/home/ada/mill race/owner-key')"

            Connect an OpenTelemetry Collector, started with MILLRACE_KEY="$(cat '/home/ada/mill race/owner-key')":

              exporters:
                otlp_http/millrace:
                  endpoint: http://127.0.0.1:4318
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
            """);
  }

  @Test
  void namesFileInsteadOfKeyAfterFirstStart() {
    assertThat(banner(Optional.empty()).text())
        .contains("  Owner key    in /home/ada/mill race/owner-key\n")
        .doesNotContain("shown this once");
  }

  private static Banner banner(Optional<String> newKey) {
    return new Banner("http://127.0.0.1:4318", DATA, DATA.resolve("owner-key"), newKey);
  }
}
