package dev.millrace.clients;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * OpenTelemetry's Java SDK, set up to send to the application under test.
 *
 * @param compression as the exporter's setting has it: gzip or none
 */
record Sdk(String token, String compression) {

  static final String EXPONENTIAL = "demo.latency.exponential";

  private static final Duration NEVER_BY_ITSELF = Duration.ofHours(1);

  private static final Resource RESOURCE =
      Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "demo"));

  /** Sent again soon, so that tests need not wait. */
  private static final RetryPolicy RETRY =
      RetryPolicy.builder()
          .setInitialBackoff(Duration.ofMillis(200))
          .setMaxBackoff(Duration.ofSeconds(1))
          .build();

  SdkMeterProvider meters(AggregationTemporalitySelector temporality) {
    OtlpHttpMetricExporter exporter =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(endpoint("metrics"))
            .addHeader("Authorization", "Bearer " + token)
            .setCompression(compression)
            .setAggregationTemporalitySelector(temporality)
            .build();
    return SdkMeterProvider.builder()
        .setResource(RESOURCE)
        .registerView(
            InstrumentSelector.builder().setName(EXPONENTIAL).build(),
            View.builder().setAggregation(Aggregation.base2ExponentialBucketHistogram()).build())
        .registerMetricReader(
            PeriodicMetricReader.builder(exporter).setInterval(NEVER_BY_ITSELF).build())
        .build();
  }

  SdkLoggerProvider loggers() {
    OtlpHttpLogRecordExporter exporter =
        OtlpHttpLogRecordExporter.builder()
            .setEndpoint(endpoint("logs"))
            .addHeader("Authorization", "Bearer " + token)
            .setCompression(compression)
            .setRetryPolicy(RETRY)
            .build();
    return SdkLoggerProvider.builder()
        .setResource(RESOURCE)
        .addLogRecordProcessor(
            BatchLogRecordProcessor.builder(exporter).setScheduleDelay(NEVER_BY_ITSELF).build())
        .build();
  }

  SdkTracerProvider tracers() {
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(endpoint("traces"))
            .addHeader("Authorization", "Bearer " + token)
            .setCompression(compression)
            .build();
    return SdkTracerProvider.builder()
        .setResource(RESOURCE)
        .addSpanProcessor(
            BatchSpanProcessor.builder(exporter).setScheduleDelay(NEVER_BY_ITSELF).build())
        .build();
  }

  /**
   * Whether what was measured has been sent. A reader calls itself busy for a moment after an
   * export has ended, and then has collected nothing.
   */
  static boolean flushes(SdkMeterProvider meters) throws InterruptedException {
    for (int attempt = 0; attempt < 100; attempt++) {
      if (succeeds(meters.forceFlush())) {
        return true;
      }
      Thread.sleep(50);
    }
    return false;
  }

  /** Whether what was begun has come to a good end. */
  static boolean succeeds(CompletableResultCode result) {
    return result.join(30, TimeUnit.SECONDS).isSuccess();
  }

  private static String endpoint(String signal) {
    return "http://localhost:" + RestAssured.port + "/v1/" + signal;
  }
}
