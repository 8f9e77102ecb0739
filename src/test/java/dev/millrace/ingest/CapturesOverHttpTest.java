package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.landing.LandedExports;
import dev.millrace.otlp.Export;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.tools.Capture;
import dev.millrace.tools.CapturedRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every capture sent again: all of it is acknowledged, and lands as its books say. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class CapturesOverHttpTest {

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject LandedExports landed;
  @Inject Clock clock;

  private static Stream<String> captures() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("src/test/resources/captures"))) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  @Tag("R-20")
  @Tag("R-21")
  @Tag("R-22")
  @Tag("R-65")
  @ParameterizedTest
  @MethodSource("captures")
  void landsWhole(String name) {
    TestOrganisation organisation = new TestOrganisation(people, keys);
    String token = organisation.token(Scope.OTEL_WRITE);
    Capture capture = new Capture(name);

    for (CapturedRequest request : capture.requests()) {
      assertThat(request.send(token).statusCode()).as("%s", request.file()).isEqualTo(200);
    }

    assertThat(landedItems(organisation)).isEqualTo(sentItems(capture));
  }

  private Map<Signal, Integer> landedItems(TestOrganisation organisation) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<Export> exports =
        landed.list(new Partition(organisation.id(), today)).stream()
            .map(listed -> landed.read(listed.object()))
            .toList();
    Map<Signal, Integer> items = new EnumMap<>(Signal.class);
    exports.forEach(export -> items.merge(export.signal(), export.items(), Integer::sum));
    return items;
  }

  /** By the books of the signals that the capture holds the requests of. */
  private static Map<Signal, Integer> sentItems(Capture capture) {
    Map<Signal, Integer> items = new EnumMap<>(Signal.class);
    for (Export export : capture.exports()) {
      items.put(export.signal(), capture.decoded().path(items(export.signal())).asInt());
    }
    return items;
  }

  private static String items(Signal signal) {
    return switch (signal) {
      case METRICS -> "dataPoints";
      case LOGS -> "logRecords";
      case TRACES -> "spans";
    };
  }
}
