package dev.millrace.landing;

import dev.millrace.otlp.Export;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes a person's records out of exports.
 *
 * <p>A record is the person's if one of its attributes is one of their identities, or one of its
 * resource's, scope's or metric's is and the record itself names no other e-mail address:
 * collectors put records of several people under one resource. What is left of such loses the
 * attribute. An attribute is also what a list or an object holds, and the body of a log record;
 * their address in a longer text makes it theirs too. A number is an identity only under a key that
 * speaks of a user; others count something.
 *
 * <p>Others' records lose the exemplars, events and links that are the person's: where a sender
 * leaves attributes out of its series, exemplars still have them.
 */
final class Erasure {

  private static final String EMAIL = "user.email";
  private static final String USER = "user";

  /** With something before the at sign: a mask, whatever it looks like, is nobody's address. */
  private static final Pattern ADDRESS = Pattern.compile("[\\p{L}\\p{N}][^@]*@");

  /** As usage cuts names. */
  private static final int MAX_CHARACTERS = 160;

  private static final Pattern NOTHING = Pattern.compile("(?!)");

  /** No more of an address before this, and after that. */
  private static final String BEFORE = "(?<![\\p{L}\\p{N}._%+-])";

  private static final String AFTER = "(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])";

  private final Set<String> identities;
  private final Pattern addresses;

  /** Of whoever is known by one of these, in whatever case. */
  Erasure(Set<String> identities) {
    this.identities =
        identities.stream()
            .map(Erasure::normal)
            .filter(identity -> !identity.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    this.addresses = addresses(this.identities);
  }

  /** The export without the person; equal to what was given if they are not in it. */
  Export without(Export export) {
    if (export instanceof Export.Metrics metrics) {
      var message = metrics.message().toBuilder();
      message.getResourceMetricsBuilderList().forEach(this::erase);
      return new Export.Metrics(message.build());
    }
    if (export instanceof Export.Logs logs) {
      var message = logs.message().toBuilder();
      message.getResourceLogsBuilderList().forEach(this::erase);
      return new Export.Logs(message.build());
    }
    var message = ((Export.Traces) export).message().toBuilder();
    message.getResourceSpansBuilderList().forEach(this::erase);
    return new Export.Traces(message.build());
  }

  private void erase(ResourceMetrics.Builder resource) {
    boolean theirs = isTheirs(resource.getResource().getAttributesList());
    for (ScopeMetrics.Builder scope : resource.getScopeMetricsBuilderList()) {
      boolean here = theirs | (scope.hasScope() && forget(scope.getScopeBuilder()));
      scope.getMetricsBuilderList().forEach(metric -> erase(metric, here | forgetMetadata(metric)));
    }
    if (theirs) {
      forget(resource.getResourceBuilder());
    }
  }

  private void erase(ResourceLogs.Builder resource) {
    boolean theirs = isTheirs(resource.getResource().getAttributesList());
    for (ScopeLogs.Builder scope : resource.getScopeLogsBuilderList()) {
      boolean here = theirs | (scope.hasScope() && forget(scope.getScopeBuilder()));
      var kept = others(scope.getLogRecordsList(), Erasure::ofRecord, here);
      scope.clearLogRecords().addAllLogRecords(kept);
    }
    if (theirs) {
      forget(resource.getResourceBuilder());
    }
  }

  private void erase(ResourceSpans.Builder resource) {
    boolean theirs = isTheirs(resource.getResource().getAttributesList());
    for (ScopeSpans.Builder scope : resource.getScopeSpansBuilderList()) {
      boolean here = theirs | (scope.hasScope() && forget(scope.getScopeBuilder()));
      var kept = others(scope.getSpansList(), span -> span.getAttributesList(), here);
      scope.clearSpans().addAllSpans(kept);
      scope.getSpansBuilderList().forEach(this::forget);
    }
    if (theirs) {
      forget(resource.getResourceBuilder());
    }
  }

  private void erase(Metric.Builder metric, boolean theirs) {
    switch (metric.getDataCase()) {
      case GAUGE -> {
        var data = metric.getGaugeBuilder();
        var kept = others(data.getDataPointsList(), point -> point.getAttributesList(), theirs);
        data.clearDataPoints().addAllDataPoints(kept);
        data.getDataPointsBuilderList().forEach(this::forget);
      }
      case SUM -> {
        var data = metric.getSumBuilder();
        var kept = others(data.getDataPointsList(), point -> point.getAttributesList(), theirs);
        data.clearDataPoints().addAllDataPoints(kept);
        data.getDataPointsBuilderList().forEach(this::forget);
      }
      case HISTOGRAM -> {
        var data = metric.getHistogramBuilder();
        var kept = others(data.getDataPointsList(), point -> point.getAttributesList(), theirs);
        data.clearDataPoints().addAllDataPoints(kept);
        data.getDataPointsBuilderList().forEach(this::forget);
      }
      case EXPONENTIAL_HISTOGRAM -> {
        var data = metric.getExponentialHistogramBuilder();
        var kept = others(data.getDataPointsList(), point -> point.getAttributesList(), theirs);
        data.clearDataPoints().addAllDataPoints(kept);
        data.getDataPointsBuilderList().forEach(this::forget);
      }
      case SUMMARY -> {
        var data = metric.getSummaryBuilder();
        var kept = others(data.getDataPointsList(), point -> point.getAttributesList(), theirs);
        data.clearDataPoints().addAllDataPoints(kept);
      }
      case DATA_NOT_SET -> {}
    }
  }

  private <R> List<R> others(
      List<R> records, Function<R, List<KeyValue>> attributes, boolean resourceIsTheirs) {
    return records.stream()
        .filter(
            record -> {
              List<KeyValue> own = attributes.apply(record);
              return !isTheirs(own) && !(resourceIsTheirs && !namesSomebody(own));
            })
        .toList();
  }

  /** Whether a scope was theirs; it is nobody's then. */
  private boolean forget(InstrumentationScope.Builder scope) {
    List<KeyValue> all = scope.getAttributesList();
    List<KeyValue> kept = all.stream().filter(pair -> !isTheirs(pair)).toList();
    boolean theirs = kept.size() < all.size();
    scope.clearAttributes().addAllAttributes(kept);
    return theirs;
  }

  /** Whether a metric was theirs by what is told of all its points; it is nobody's then. */
  private boolean forgetMetadata(Metric.Builder metric) {
    List<KeyValue> all = metric.getMetadataList();
    List<KeyValue> kept = all.stream().filter(pair -> !isTheirs(pair)).toList();
    boolean theirs = kept.size() < all.size();
    metric.clearMetadata().addAllMetadata(kept);
    return theirs;
  }

  private void forget(Resource.Builder resource) {
    List<KeyValue> kept =
        resource.getAttributesList().stream().filter(pair -> !isTheirs(pair)).toList();
    resource.clearAttributes().addAllAttributes(kept);
  }

  private void forget(NumberDataPoint.Builder point) {
    var kept = others(point.getExemplarsList(), Exemplar::getFilteredAttributesList, false);
    point.clearExemplars().addAllExemplars(kept);
  }

  private void forget(HistogramDataPoint.Builder point) {
    var kept = others(point.getExemplarsList(), Exemplar::getFilteredAttributesList, false);
    point.clearExemplars().addAllExemplars(kept);
  }

  private void forget(ExponentialHistogramDataPoint.Builder point) {
    var kept = others(point.getExemplarsList(), Exemplar::getFilteredAttributesList, false);
    point.clearExemplars().addAllExemplars(kept);
  }

  private void forget(Span.Builder span) {
    var events = others(span.getEventsList(), Span.Event::getAttributesList, false);
    var links = others(span.getLinksList(), Span.Link::getAttributesList, false);
    span.clearEvents().addAllEvents(events).clearLinks().addAllLinks(links);
  }

  private static List<KeyValue> ofRecord(LogRecord log) {
    if (!log.hasBody()) {
      return log.getAttributesList();
    }
    List<KeyValue> all = new ArrayList<>(log.getAttributesList());
    all.add(KeyValue.newBuilder().setValue(log.getBody()).build());
    return all;
  }

  private boolean isTheirs(List<KeyValue> attributes) {
    return attributes.stream().anyMatch(this::isTheirs);
  }

  private boolean isTheirs(KeyValue attribute) {
    return isTheirs(attribute.getValue())
        || attribute.getKey().toLowerCase(Locale.ROOT).contains(USER)
            && isTheirNumber(attribute.getValue());
  }

  private boolean isTheirNumber(AnyValue value) {
    return switch (value.getValueCase()) {
      case INT_VALUE -> identities.contains(Long.toString(value.getIntValue()));
      case DOUBLE_VALUE -> identities.contains(whole(value.getDoubleValue()));
      default -> false;
    };
  }

  /** As a whole number, since some senders write those as doubles; others name nobody. */
  private static String whole(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : "";
  }

  private boolean isTheirs(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> {
        String text = value.getStringValue();
        yield identities.contains(normal(text)) || quotesThem(text);
      }
      case ARRAY_VALUE -> value.getArrayValue().getValuesList().stream().anyMatch(this::isTheirs);
      case KVLIST_VALUE -> isTheirs(value.getKvlistValue().getValuesList());
      case BOOL_VALUE, INT_VALUE, DOUBLE_VALUE, BYTES_VALUE, STRING_VALUE_STRINDEX, VALUE_NOT_SET ->
          false;
    };
  }

  private static boolean namesSomebody(List<KeyValue> attributes) {
    return attributes.stream()
        .anyMatch(
            pair ->
                pair.getKey().equals(EMAIL)
                    && ADDRESS.matcher(pair.getValue().getStringValue()).find());
  }

  /** As usage shows names, which it cleans and cuts, but in lower case. */
  private static String normal(String text) {
    StringBuilder shown = new StringBuilder();
    text.strip()
        .codePoints()
        .limit(MAX_CHARACTERS)
        .map(c -> isReplaced(c) ? '\uFFFD' : Character.toLowerCase(c))
        .forEach(shown::appendCodePoint);
    return shown.toString().strip();
  }

  private static boolean isReplaced(int c) {
    return Character.isISOControl(c)
        || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  /** Whether an address of theirs stands in a longer text, and not within another's. */
  private boolean quotesThem(String text) {
    return text.indexOf('@') >= 0 && addresses.matcher(text.toLowerCase(Locale.ROOT)).find();
  }

  private static Pattern addresses(Set<String> identities) {
    String all =
        identities.stream()
            .filter(identity -> ADDRESS.matcher(identity).lookingAt())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return all.isEmpty() ? NOTHING : Pattern.compile(BEFORE + "(" + all + ")" + AFTER);
  }
}
