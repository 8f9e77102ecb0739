package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.landing.LandedExports;
import dev.millrace.otlp.Encoding;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The OTLP routes behind a base path, as a sender's address may have one. */
@QuarkusTest
@TestProfile(EveryOption.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
@Tag("R-02")
class BasePathTest {

  private static final byte[] ONE_POINT = onePoint();

  private final Wire wire = new Wire();

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject LandedExports landed;
  @Inject Clock clock;

  private TestOrganisation organisation;
  private String token;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
    token = organisation.token(Scope.OTEL_WRITE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ai/otel/v1/metrics",
        "/ai/otel/v1/metrics/",
        "/ai/otel//v1/metrics",
        "/ai/otel",
        "/ai/otel/",
        "/v1/metrics"
      })
  void landsMetrics(String path) {
    assertThat(wire.post(path, token, "application/x-protobuf", ONE_POINT).statusCode())
        .isEqualTo(200);

    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    assertThat(landed.list(new Partition(organisation.id(), today)))
        .extracting(listed -> listed.object().signal())
        .containsExactly(Signal.METRICS);
  }

  @Tag("R-01")
  @Tag("R-03")
  @ParameterizedTest
  @CsvSource({
    "POST, /ai/otel/v1/profiles, 404",
    "GET,  /ai/otel/anything,    404",
    "GET,  /ai/otel,             405",
    "PUT,  /ai/otel/v1/logs,     405"
  })
  void answersTheRestWithStatus(String method, String path, int status) {
    HttpResponse<byte[]> response =
        wire.send(method, path, new byte[0], "Content-Type", "application/x-protobuf");

    assertThat(StatusAssert.messageOf(response, status, Encoding.PROTOBUF)).isNotEmpty();
  }

  private static byte[] onePoint() {
    var request = ExportMetricsServiceRequest.newBuilder();
    request
        .addResourceMetricsBuilder()
        .addScopeMetricsBuilder()
        .addMetricsBuilder()
        .setName("m")
        .getSumBuilder()
        .addDataPointsBuilder()
        .setAsInt(1);
    return request.build().toByteArray();
  }
}
