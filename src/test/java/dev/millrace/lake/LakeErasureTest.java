package dev.millrace.lake;

import static dev.millrace.lake.LakeFixture.PARTITION;
import static dev.millrace.lake.LakeFixture.landed;
import static dev.millrace.lake.Otlp.NOON;
import static dev.millrace.lake.Otlp.array;
import static dev.millrace.lake.Otlp.attribute;
import static dev.millrace.lake.Otlp.list;
import static dev.millrace.lake.Otlp.logs;
import static dev.millrace.lake.Otlp.metrics;
import static dev.millrace.lake.Otlp.point;
import static dev.millrace.lake.Otlp.spans;
import static dev.millrace.lake.Otlp.string;
import static dev.millrace.lake.Otlp.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.KeyId;
import dev.millrace.PersonNames;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.otlp.Export;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a person in files whose landed objects are gone. */
class LakeErasureTest {

  private static final ErasedPerson ANN = person("Ann@acme.example");

  private LakeFixture lake;
  private LakeErasure erasure;

  @BeforeEach
  void open(@TempDir Path folder) {
    lake = new LakeFixture(folder);
    erasure = new LakeErasure(lake.store(), new DuckDbSettings(lake.tempFolder(), "256MB", 2));
  }

  @Test
  void takesOutRecordsOfTheirResourceAndThoseThatNameThemAndLeavesOthers() {
    lake.write(
        List.of(
            landed(
                1,
                logs(
                    log("nobody"),
                    log("bob", "user.email", "bob@acme.example"),
                    log("both", "user.email", "bob@acme.example", "by", " ANN@acme.example")))));

    assertThat(erasure.erase(PARTITION, ANN).records()).isEqualTo(2);

    Map<String, Object> left = lake.row(LakeTable.LOGS, "body, resource_attributes");
    assertThat(left).containsEntry("body", "bob");
    assertThat((String) left.get("resource_attributes"))
        .isEqualTo(
            "{\"service.name\":\"demo-agent\",\"service.version\":\"1.2.3\",\"user.email\":null}");
  }

  @Test
  void takesOutWhatTheirKeysBroughtAndFilesOfWhichNothingIsLeft() {
    LandedExport theirs = landed(1, metrics(sum(point(NOON, 1), point(NOON - 1, 2))));
    lake.write(List.of(theirs));

    long records = erasure.erase(PARTITION, ownerOf("key000000001", "x")).records();

    assertThat(records).isEqualTo(2);
    assertThat(lake.keys())
        .containsExactly(
            LakeLayout.manifestKey(PARTITION, LakeFixture.pack(theirs).name()),
            LakeLayout.manifestKey(PARTITION));
  }

  @Test
  void saysInManifestsWhatIsLeft() {
    LandedExport export = landed(1, logs(log("nobody"), log("b", "user.email", "b@x")));
    lake.write(List.of(export));

    assertThat(erasure.erase(PARTITION, ANN).records()).isEqualTo(1);
    assertThat(erasure.erase(PARTITION, ANN).records()).isZero();

    Manifests manifests = new Manifests(lake.store());
    PackManifest pack = manifests.read(PARTITION, LakeFixture.pack(export).name());
    assertThat(pack.settled()).isTrue();
    assertThat(pack.files()).extracting(PackManifest.File::rows).containsExactly(1L);
    assertThat(manifests.day(PARTITION).files()).isEqualTo(pack.files());
  }

  @Test
  void leavesRowsAsTheyAreWhereThePersonIsNot() {
    lake.write(List.of(landed(1, logs(log("a"), log("b", "user.email", "b@x", "empty", "")))));
    List<Map<String, Object>> before = lake.rows(LakeTable.LOGS, "*", "");

    erasure.erase(PARTITION, person("eve@acme.example", "i'm", " "));

    assertThat(lake.rows(LakeTable.LOGS, "*", "")).isEqualTo(before);
  }

  @Test
  void takesOutRecordsThatNameThemFurtherInside() {
    AnyValue ann = string("Ann@acme.example");
    lake.write(
        List.of(
            landed(
                1,
                logs(
                    bob("in a list", array(string("eve@x"), ann)),
                    bob("in an object", list(attribute("by", list(attribute("name", ann))))),
                    bob("in a list alone", array(ann)),
                    bob("as a key", list(attribute("ann@acme.example", string("x")))),
                    bob("kept", list(attribute("by", string("x")))),
                    log(" ANN@acme.example ", "user.email", "bob@acme.example"),
                    bob("ignored", string("")).toBuilder().setBody(array(ann)).build()))));

    assertThat(erasure.erase(PARTITION, ANN).records()).isEqualTo(6);

    assertThat(lake.row(LakeTable.LOGS, "body")).containsEntry("body", "kept");
  }

  @Test
  void takesOutRecordsOfTheirResourceWhoseOwnAddressIsEmpty() {
    lake.write(List.of(landed(1, logs(log("nobody", "user.email", " ")))));

    assertThat(erasure.erase(PARTITION, ANN).records()).isEqualTo(1);
  }

  @Test
  void forgetsThemInWhatOthersRecordsRefersTo() {
    KeyValue ann = attribute("user.email", string("Ann@acme.example"));
    KeyValue bob = attribute("user.email", string("bob@acme.example"));
    Exemplar exemplar = Exemplar.newBuilder().addFilteredAttributes(ann).build();
    Span.Builder span = Span.newBuilder().setStartTimeUnixNano(NOON).addAttributes(bob);
    span.addEventsBuilder().addAttributes(ann);
    span.addLinksBuilder().addAttributes(ann);
    lake.write(
        List.of(
            landed(1, metrics(sum(point(NOON, 1).addAttributes(bob).addExemplars(exemplar)))),
            landed(2, spans(span.build()))));

    assertThat(erasure.erase(PARTITION, ANN).records()).isZero();

    assertThat((String) lake.row(LakeTable.METRICS, "exemplars").get("exemplars"))
        .contains("{\"user.email\":null}");
    assertThat(lake.row(LakeTable.SPANS, "events, links").values())
        .allMatch(json -> ((String) json).contains("{\"user.email\":null}"));
  }

  @Test
  void forgetsNamesThatJsonWritesInAnotherWayAndNamesSideBySide() {
    ErasedPerson eve = person("ACME\\Eve", "eve@acme.example");
    KeyValue both =
        attribute("by", array(string("acme\\eve"), string("eve@acme.example"), string("bob")));
    Exemplar exemplar = Exemplar.newBuilder().addFilteredAttributes(both).build();
    lake.write(List.of(landed(1, metrics(sum(point(NOON, 1).addExemplars(exemplar))))));

    assertThat(erasure.erase(PARTITION, eve).records()).isZero();

    assertThat((String) lake.row(LakeTable.METRICS, "exemplars").get("exemplars"))
        .contains("{\"by\":[null,null,\"bob\"]}");
  }

  @Test
  void leavesEmptyTextsToThoseOfWhomOnlyAKeyIsKnown() {
    Exemplar exemplar =
        Exemplar.newBuilder().addFilteredAttributes(attribute("empty", string(""))).build();
    lake.write(List.of(landed(1, metrics(sum(point(NOON, 1).addExemplars(exemplar))))));
    List<Map<String, Object>> before = lake.rows(LakeTable.METRICS, "*", "");

    erasure.erase(PARTITION, ownerOf("key000000002"));

    assertThat(lake.rows(LakeTable.METRICS, "*", "")).isEqualTo(before);
  }

  @Test
  void takesOutRecordsOfNumberedPeople() {
    ErasedPerson cid = person("99");
    lake.write(
        List.of(
            landed(
                1,
                logs(
                    bob("an integer", "cursor.user.id", AnyValue.newBuilder().setIntValue(99)),
                    bob("a double", "userId", AnyValue.newBuilder().setDoubleValue(99)),
                    bob("kept", "input_tokens", AnyValue.newBuilder().setIntValue(99))))));

    assertThat(erasure.erase(PARTITION, cid).records()).isEqualTo(2);

    assertThat(lake.row(LakeTable.LOGS, "body")).containsEntry("body", "kept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann@acme.example\r", "\tann@acme.example\n", "\u000cAnn@acme.example "})
  void takesOutRecordsWhoseNamesHaveBlanksAround(String name) {
    lake.write(
        List.of(
            landed(
                1, logs(log("own", "user.email", name), bob("in a list", array(string(name)))))));

    assertThat(erasure.erase(PARTITION, ANN).records()).isEqualTo(2);
  }

  @Test
  void takesOutRecordsOfTheirResourceThatNameNobodyElse() {
    ErasedPerson account = person("u-1");
    lake.write(
        List.of(
            landed(
                1,
                ofResource(
                    List.of(
                        attribute("user.account_uuid", string("u-1")),
                        attribute("user.email", string("ann@acme.example"))),
                    log("the resource's address"),
                    log("a mask", "user.email", "****"),
                    log("kept", "user.email", "bob@acme.example")))));

    assertThat(erasure.erase(PARTITION, account).records()).isEqualTo(2);

    assertThat(lake.row(LakeTable.LOGS, "body")).containsEntry("body", "kept");
  }

  private static ErasedPerson person(String... names) {
    return new ErasedPerson(Set.of(), new PersonNames(Set.of(names)));
  }

  private static ErasedPerson ownerOf(String key, String... names) {
    return new ErasedPerson(Set.of(new KeyId(key)), new PersonNames(Set.of(names)));
  }

  private static Export.Logs ofResource(List<KeyValue> resource, LogRecord... records) {
    var request = ExportLogsServiceRequest.newBuilder();
    var logs = request.addResourceLogsBuilder();
    logs.getResourceBuilder().addAllAttributes(resource);
    logs.addScopeLogsBuilder().addAllLogRecords(List.of(records));
    return new Export.Logs(request.build());
  }

  private static LogRecord bob(String body, String key, AnyValue.Builder value) {
    return log(body, "user.email", "bob@acme.example").toBuilder()
        .addAttributes(attribute(key, value.build()))
        .build();
  }

  private static LogRecord bob(String body, AnyValue other) {
    return log(body, "user.email", "bob@acme.example").toBuilder()
        .addAttributes(attribute("other", other))
        .build();
  }

  private static LogRecord log(String body, String... attributes) {
    LogRecord.Builder log = LogRecord.newBuilder().setTimeUnixNano(NOON).setBody(string(body));
    for (int i = 0; i < attributes.length; i += 2) {
      log.addAttributes(attribute(attributes[i], string(attributes[i + 1])));
    }
    return log.build();
  }
}
