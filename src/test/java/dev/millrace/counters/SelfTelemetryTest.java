package dev.millrace.counters;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server's own telemetry, as it arrives where it is sent. */
class SelfTelemetryTest {

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private HttpServer receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/v1/metrics", this::take);
    receiver.start();
  }

  @AfterEach
  void end() {
    // Closing one sends what it has once more.
    Metrics.globalRegistry.getRegistries().forEach(SelfTelemetryTest::close);
    receiver.stop(0);
  }

  @Test
  void sendsCountersWithTheirNameAndKey() throws Exception {
    start(Optional.of("http://127.0.0.1:" + receiver.getAddress().getPort() + "/v1/metrics"));
    new Meters(Metrics.globalRegistry).add(Map.of("signal", "logs"), Map.of("requests", 3));

    Received first = received.take();

    assertThat(first.authorization()).isEqualTo("Bearer its key");
    ResourceMetrics ours = first.metrics().getResourceMetrics(0);
    assertThat(ours.getResource().getAttributesList())
        .anySatisfy(it -> assertThat(it.getValue().getStringValue()).isEqualTo("millrace"));
    assertThat(ours.getScopeMetrics(0).getMetricsList())
        .extracting(Metric::getName)
        .contains("millrace.requests");
  }

  @Test
  void sendsNothingUnlessToldWhere() {
    start(Optional.empty());

    assertThat(Metrics.globalRegistry.getRegistries()).isEmpty();
  }

  private static void start(Optional<String> url) {
    new SelfTelemetry()
        .send(
            new StartupEvent(),
            new SelfTelemetry.Settings() {
              @Override
              public Optional<URI> url() {
                return url.map(URI::create);
              }

              @Override
              public Optional<String> authorization() {
                return Optional.of("Bearer its key");
              }

              @Override
              public Duration every() {
                return Duration.ofSeconds(1);
              }
            });
  }

  private static void close(MeterRegistry registry) {
    Metrics.removeRegistry(registry);
    registry.close();
  }

  private void take(HttpExchange exchange) throws IOException {
    received.add(
        new Received(
            exchange.getRequestHeaders().getFirst("Authorization"),
            ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody())));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /** One export. */
  private record Received(String authorization, ExportMetricsServiceRequest metrics) {}
}
