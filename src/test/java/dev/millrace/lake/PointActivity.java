package dev.millrace.lake;

import dev.millrace.otlp.Export;
import dev.millrace.tools.Activity;
import dev.millrace.tools.Activity.PersonSource;
import dev.millrace.tools.Activity.Source;
import dev.millrace.tools.Activity.Temporality;
import dev.millrace.tools.Measure;
import dev.millrace.tools.Origin;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.function.Consumer;

/** A mapping that makes one row of activity of each integer point of a sum. */
final class PointActivity implements ActivitySource {

  @Override
  public void activityOf(Export export, Origin origin, Consumer<Activity> activity) {
    if (export instanceof Export.Metrics metrics) {
      metrics.message().getResourceMetricsList().stream()
          .flatMap(resource -> resource.getScopeMetricsList().stream())
          .flatMap(scope -> scope.getMetricsList().stream())
          .flatMap(metric -> metric.getSum().getDataPointsList().stream())
          .filter(NumberDataPoint::hasAsInt)
          .forEach(point -> activity.accept(of(point, origin)));
    }
  }

  /** The value of an export of one point. */
  static long value(Export export) {
    return ((Export.Metrics) export)
        .message()
        .getResourceMetrics(0)
        .getScopeMetrics(0)
        .getMetrics(0)
        .getSum()
        .getDataPoints(0)
        .getAsInt();
  }

  private static Activity of(NumberDataPoint point, Origin origin) {
    return new Activity(
        new EventDates(origin.received()).of(point.getTimeUnixNano()),
        point.getTimeUnixNano(),
        point.getStartTimeUnixNano(),
        -7,
        0,
        Temporality.CUMULATIVE,
        Source.METRIC,
        0,
        origin.keyId(),
        0,
        "demo",
        "1.0",
        "vscode",
        "ann@acme.example",
        PersonSource.EMAIL,
        "platform",
        "s-1",
        "",
        "",
        Measure.TOKENS_INPUT,
        point.getAsInt(),
        0,
        "",
        "",
        "",
        "",
        "main",
        "",
        null,
        null);
  }
}
