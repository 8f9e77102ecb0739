package dev.millrace.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.PersonNames;
import dev.millrace.otlp.Export;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which records are a person's, of every kind that OTLP has. */
class ErasureTest {

  private static final KeyValue ADA = pair("user.email", " Ada@Example.com");
  private static final KeyValue ADAS = pair("user.id", "i-17");
  private static final KeyValue BOB = pair("user.email", "bob@example.com");
  private static final KeyValue SERVICE = pair("service.name", "claude-code");
  private static final Erasure ERASURE =
      new Erasure(new PersonNames(Set.of("ada@example.com", "i-17")));

  @Test
  void takesOutWhatStandsUnderAnyOfTheirIdentities() {
    Export left =
        ERASURE.without(logs(List.of(SERVICE), List.of(ADA), List.of(ADAS), List.of(BOB)));
    assertThat(left.message()).isEqualTo(logs(List.of(SERVICE), List.of(BOB)).message());
  }

  @Test
  void takesOutWhatStandsUnderTheirResourceAndNamesNobody() {
    Export left = ERASURE.without(logs(List.of(SERVICE, ADAS), List.of(), List.of(SERVICE)));
    assertThat(left.message()).isEqualTo(logs(List.of(SERVICE)).message());
  }

  @Test
  void leavesWhatIsOthersUnderTheirResourceAndTakesTheirNameOffIt() {
    Export left = ERASURE.without(logs(List.of(ADA, SERVICE), List.of(BOB), List.of(ADAS, BOB)));
    assertThat(left.message()).isEqualTo(logs(List.of(SERVICE), List.of(BOB)).message());
  }

  @Test
  void takesOutWhatStandsUnderTheirResourceAndNamesAMaskOnly() {
    KeyValue mask = pair("user.email", "****");
    Export left = ERASURE.without(logs(List.of(SERVICE, ADAS), List.of(mask), List.of(BOB)));
    assertThat(left.message()).isEqualTo(logs(List.of(SERVICE), List.of(BOB)).message());
  }

  @Test
  void takesNumbersForTheirsOnlyUnderAKeyOfAUser() {
    Erasure erasure = new Erasure(new PersonNames(Set.of("99")));
    List<KeyValue> others = List.of(number("input_tokens", AnyValue.newBuilder().setIntValue(99)));
    Export left =
        erasure.without(
            logs(
                List.of(SERVICE),
                List.of(number("cursor.user.id", AnyValue.newBuilder().setIntValue(99))),
                List.of(number("userId", AnyValue.newBuilder().setDoubleValue(99))),
                List.of(number("user.id", AnyValue.newBuilder().setDoubleValue(99.5))),
                others));
    assertThat(left.message())
        .isEqualTo(
            logs(
                    List.of(SERVICE),
                    List.of(number("user.id", AnyValue.newBuilder().setDoubleValue(99.5))),
                    others)
                .message());
  }

  private static KeyValue number(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  @Test
  void leavesOthersAsTheyAre() {
    Export others = logs(List.of(SERVICE), List.of(BOB), List.of());
    assertThat(ERASURE.without(others).message()).isEqualTo(others.message());
  }

  @Test
  void leavesExportsWithoutResourceAsTheyAre() {
    var logs = ExportLogsServiceRequest.newBuilder();
    logs.addResourceLogsBuilder().addScopeLogsBuilder().addLogRecordsBuilder().addAttributes(BOB);
    var spans = ExportTraceServiceRequest.newBuilder();
    spans.addResourceSpansBuilder().addScopeSpansBuilder().addSpansBuilder().addAttributes(BOB);
    var metrics = ExportMetricsServiceRequest.newBuilder();
    metrics.addResourceMetricsBuilder().addScopeMetricsBuilder().addMetricsBuilder();

    assertThat(
            List.of(
                new Export.Logs(logs.build()),
                new Export.Traces(spans.build()),
                new Export.Metrics(metrics.build())))
        .allSatisfy(
            export -> assertThat(ERASURE.without(export).message()).isEqualTo(export.message()));
  }

  @Test
  void takesOutWhatNamesThemInListsAndObjectsAndBodies() {
    AnyValue ada = ADA.getValue();
    KeyValue list =
        holding(AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(ada)));
    KeyValue object =
        holding(AnyValue.newBuilder().setKvlistValue(KeyValueList.newBuilder().addValues(ADA)));
    var logs = ExportLogsServiceRequest.newBuilder();
    var scope = logs.addResourceLogsBuilder().addScopeLogsBuilder();
    scope.addLogRecordsBuilder().addAttributes(list);
    scope.addLogRecordsBuilder().addAttributes(object);
    scope.addLogRecordsBuilder().setBody(object.getValue());
    scope.addLogRecordsBuilder().setBody(BOB.getValue());

    Export left = ERASURE.without(new Export.Logs(logs.build()));

    assertThat(left.items()).isEqualTo(1);
    assertThat(left.message().toString()).contains("bob").doesNotContain("Ada");
  }

  @Test
  void takesTheirEventsAndLinksOutOfOthersSpans() {
    var spans = ExportTraceServiceRequest.newBuilder();
    var span = spans.addResourceSpansBuilder().addScopeSpansBuilder().addSpansBuilder();
    span.addAttributes(BOB);
    span.addEventsBuilder().addAttributes(ADA);
    span.addEventsBuilder().addAttributes(BOB);
    span.addLinksBuilder().addAttributes(ADAS);

    Export left = ERASURE.without(new Export.Traces(spans.build()));

    Span others = ((Export.Traces) left).message().getResourceSpans(0).getScopeSpans(0).getSpans(0);
    assertThat(others)
        .isEqualTo(
            Span.newBuilder()
                .addAttributes(BOB)
                .addEvents(Span.Event.newBuilder().addAttributes(BOB))
                .build());
  }

  @Test
  void takesTheirExemplarsOutOfPointsOfEverybody() {
    Exemplar ada = Exemplar.newBuilder().addFilteredAttributes(ADA).setAsInt(1).build();
    Exemplar bob = Exemplar.newBuilder().addFilteredAttributes(BOB).setAsInt(2).build();
    var metrics = ExportMetricsServiceRequest.newBuilder();
    var scope = metrics.addResourceMetricsBuilder().addScopeMetricsBuilder();
    var number = NumberDataPoint.newBuilder().addExemplars(ada).addExemplars(bob).setAsInt(3);
    scope.addMetricsBuilder().getSumBuilder().addDataPoints(number);
    scope.addMetricsBuilder().getGaugeBuilder().addDataPoints(number);
    scope
        .addMetricsBuilder()
        .getHistogramBuilder()
        .addDataPoints(HistogramDataPoint.newBuilder().addExemplars(ada).addExemplars(bob));
    scope
        .addMetricsBuilder()
        .getExponentialHistogramBuilder()
        .addDataPoints(
            ExponentialHistogramDataPoint.newBuilder().addExemplars(ada).addExemplars(bob));

    Export left = ERASURE.without(new Export.Metrics(metrics.build()));

    assertThat(left.items()).isEqualTo(4);
    assertThat(left.message().toString()).doesNotContain("Ada").containsPattern("(?s)(bob.*){4}");
  }

  @Test
  void takesOutSpans() {
    var request = ExportTraceServiceRequest.newBuilder();
    var scope = request.addResourceSpansBuilder().addScopeSpansBuilder();
    scope.addSpans(Span.newBuilder().addAttributes(ADA));
    scope.addSpans(Span.newBuilder().addAttributes(BOB));
    Export left = ERASURE.without(new Export.Traces(request.build()));
    assertThat(left.items()).isEqualTo(1);
    assertThat(left.message().toString()).contains("bob").doesNotContain("Ada");
  }

  @Test
  void takesOutPointsOfEveryKindOfMetric() {
    var request = ExportMetricsServiceRequest.newBuilder();
    ScopeMetrics.Builder scope = request.addResourceMetricsBuilder().addScopeMetricsBuilder();
    for (KeyValue who : List.of(ADA, BOB)) {
      NumberDataPoint number = NumberDataPoint.newBuilder().addAttributes(who).build();
      scope.addMetricsBuilder().getSumBuilder().addDataPoints(number);
      scope.addMetricsBuilder().getGaugeBuilder().addDataPoints(number);
      scope
          .addMetricsBuilder()
          .getHistogramBuilder()
          .addDataPoints(HistogramDataPoint.newBuilder().addAttributes(who));
      scope
          .addMetricsBuilder()
          .getExponentialHistogramBuilder()
          .addDataPoints(ExponentialHistogramDataPoint.newBuilder().addAttributes(who));
      scope
          .addMetricsBuilder()
          .getSummaryBuilder()
          .addDataPoints(SummaryDataPoint.newBuilder().addAttributes(who));
    }
    Export left = ERASURE.without(new Export.Metrics(request.build()));
    assertThat(left.items()).isEqualTo(5);
    assertThat(left.message().toString()).doesNotContain("Ada");
  }

  @Test
  void takesOutWhatStandsUnderTheirScope() {
    var request = ((Export.Logs) logs(List.of(SERVICE), List.of(), List.of(BOB))).message();
    var sent = request.toBuilder();
    sent.getResourceLogsBuilder(0)
        .getScopeLogsBuilder(0)
        .getScopeBuilder()
        .setName("scope")
        .addAttributes(ADA);

    Export left = ERASURE.without(new Export.Logs(sent.build()));

    assertThat(left.items()).isEqualTo(1);
    assertThat(left.message().toString()).contains("bob", "scope").doesNotContain("Ada");
  }

  @Test
  void takesOutPointsOfMetricThatIsTheirsByItsMetadata() {
    var request = ExportMetricsServiceRequest.newBuilder();
    var metric = request.addResourceMetricsBuilder().addScopeMetricsBuilder().addMetricsBuilder();
    metric.addMetadata(ADA).getSumBuilder().addDataPointsBuilder().setAsInt(1);
    metric.getSumBuilder().addDataPointsBuilder().setAsInt(2).addAttributes(BOB);

    Export left = ERASURE.without(new Export.Metrics(request.build()));

    assertThat(left.items()).isEqualTo(1);
    assertThat(left.message().toString()).contains("bob").doesNotContain("Ada");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ADA@example.com\u0000",
        "ada@example.com                                                                    x",
        "Reviewed by ada@example.com.",
        "<Ada@Example.com>",
        "\u0000ada@example.com"
      })
  void takesOutWhatQuotesTheirAddress(String text) {
    Export sent = logs(List.of(SERVICE), List.of(pair("k", text)), List.of(BOB));

    assertThat(ERASURE.without(sent).message())
        .isEqualTo(logs(List.of(SERVICE), List.of(BOB)).message());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "canada@example.com",
        "x.ada@example.com",
        "ada@example.com.au",
        "ada@example.community",
        "not i-17 but another"
      })
  void leavesWhatHoldsTheirNameWithinAnother(String text) {
    Export sent = logs(List.of(SERVICE), List.of(pair("k", text)));

    assertThat(ERASURE.without(sent).message()).isEqualTo(sent.message());
  }

  @Test
  void erasesByTheNameThatUsageShows() {
    Export sent = logs(List.of(SERVICE), List.of(pair("user.id", "a\u0000" + "b".repeat(200))));

    Export left = new Erasure(new PersonNames(Set.of("a\uFFFD" + "b".repeat(158)))).without(sent);

    assertThat(left.items()).isZero();
  }

  @SafeVarargs
  private static Export logs(List<KeyValue> resource, List<KeyValue>... records) {
    var request = ExportLogsServiceRequest.newBuilder();
    var logs = request.addResourceLogsBuilder();
    logs.getResourceBuilder().addAllAttributes(resource);
    var scope = logs.addScopeLogsBuilder();
    for (List<KeyValue> attributes : records) {
      scope.addLogRecords(LogRecord.newBuilder().addAllAttributes(attributes));
    }
    return new Export.Logs(request.build());
  }

  private static KeyValue holding(AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey("holding").setValue(value).build();
  }

  private static KeyValue pair(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
