package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.AggregatedCapture;
import dev.millrace.Partition;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.landing.LandedExports;
import dev.millrace.otlp.Export;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.tools.Capture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the Multitudes collector passes on to the address that it is given, which has a path. That
 * the figures are those of the tool itself is in {@code EndToEndTest}.
 */
@QuarkusTest
@TestProfile(EveryOption.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
@Tag("R-02")
class AggregatorTest {

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject LandedExports landed;
  @Inject Clock clock;

  @ParameterizedTest
  @ValueSource(strings = {"claude-code-2.0.76-json", "claude-code-protobuf-delta"})
  void landsAllThatTheAggregatorSends(String name) {
    TestOrganisation organisation = new TestOrganisation(people, keys);
    AggregatedCapture aggregated = new AggregatedCapture(new Capture(name), EveryOption.BASE_PATH);

    List<Export> sent = aggregated.exports();

    aggregated.send(organisation.token(Scope.OTEL_WRITE));

    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<Export> found =
        landed.list(new Partition(organisation.id(), today)).stream()
            .map(listed -> landed.read(listed.object()))
            .toList();
    assertThat(found)
        // What people wrote has been removed from events.
        .extracting(export -> tuple(export.signal(), export.items()))
        .containsExactlyInAnyOrderElementsOf(
            sent.stream().map(export -> tuple(export.signal(), export.items())).toList());
    assertThat(found).filteredOn(Export.Metrics.class::isInstance).containsExactly(sent.get(0));
  }
}
