package dev.millrace.usage;

import static dev.millrace.usage.UsageOf.DAY;
import static dev.millrace.usage.UsageOf.ORG;
import static dev.millrace.usage.UsageOf.PRICES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.lake.LakeLayout;
import dev.millrace.tools.Measure;
import dev.millrace.usage.AthenaServer.Asked;
import dev.millrace.usage.AthenaUsageEngine.Patience;
import dev.millrace.usage.AthenaUsageEngine.Target;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.AthenaClient;

/** How Athena is asked, waited for and read. What it computes is compared by TrinoParityTest. */
class AthenaUsageEngineTest {

  private static final Days DAYS = Days.utc(DAY, DAY);

  private final AthenaServer athena = new AthenaServer(rows("alice", "bob", "carol"));
  private final AthenaClient client = athena.client();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    client.close();
    athena.close();
  }

  @Test
  void readsEveryPageOfTheResult() {
    athena.withStates("SUCCEEDED");

    List<UsageRow> rows = usage(Duration.ofMinutes(1));

    assertThat(rows).extracting(UsageRow::person).containsExactly("alice", "bob", "carol");
    assertThat(rows.get(0).sessionIds()).containsExactly("a, b", "c");
    assertThat(rows.get(0).costNanoUsd()).isNull();
    assertThat(rows.get(0).tokensInput()).isEqualTo(7);
  }

  @Test
  void asksInTheWorkgroupForTheOrganisationsActivityOfThisVersion() {
    athena.withStates("SUCCEEDED");

    usage(Duration.ofMinutes(1));

    Asked start = athena.asked().get(0);
    assertThat(start.operation()).isEqualTo("StartQueryExecution");
    assertThat(start.body().get("WorkGroup").asText()).isEqualTo("usage");
    assertThat(start.body().get("QueryString").asText())
        .contains(UsageSql.TEXT)
        .contains("from \"telemetry\".\"activity\"")
        .contains("org = 'acme' and event_date between '2026-02-25' and '2026-03-04'")
        .contains(
            "regexp_extract(\"$path\", 'received=([^/]*)[.]v%d[.]parquet$', 1) in ('2026-11-23-metrics-"
                .formatted(LakeLayout.VERSION));
  }

  @Test
  void waitsUntilTheQueryIsDone() {
    athena.withStates("QUEUED", "RUNNING", "RUNNING", "SUCCEEDED");

    assertThat(usage(Duration.ofMinutes(1))).hasSize(3);
  }

  @Test
  void saysWhyTheQueryFailed() {
    athena.withStates("RUNNING", "FAILED");

    assertThatThrownBy(() -> usage(Duration.ofMinutes(1)))
        .isInstanceOf(UsageFailedException.class)
        .hasMessage("Athena's query query-1 is FAILED: the reason");
  }

  @Test
  void failsIfTheQueryIsCancelled() {
    athena.withStates("CANCELLED");

    assertThatThrownBy(() -> usage(Duration.ofMinutes(1)))
        .isInstanceOf(UsageFailedException.class)
        .hasMessage("Athena's query query-1 is CANCELLED: the reason");
  }

  @Test
  void stopsTheQueryThatTakesTooLong() {
    athena.withStates("RUNNING");

    assertThatThrownBy(() -> usage(Duration.ZERO))
        .isInstanceOf(UsageFailedException.class)
        .hasMessage("Athena's query query-1 has at most PT0S, but was still RUNNING");
    assertThat(athena.asked()).extracting(Asked::operation).endsWith("StopQueryExecution");
  }

  @Test
  void asksAgainWhenItAskedTooFast() {
    athena.withStates("SUCCEEDED").throttling(2);

    assertThat(usage(Duration.ofMinutes(1))).hasSize(3);
  }

  @Test
  void saysThatAthenaIsOutOfReach() {
    athena.close();

    assertThatThrownBy(() -> usage(Duration.ofMinutes(1)))
        .isInstanceOf(UsageFailedException.class)
        .hasMessage("usage of acme from 2026-03-04 to 2026-03-04 could not be asked of Athena");
  }

  private List<UsageRow> usage(Duration atMost) {
    ActivityFiles files = new ActivityFiles(folder);
    files.write(ORG, List.of(Facts.ALICE.event(Measure.COMMITS, DAY + "T10:00:00Z", 1)));
    return new AthenaUsageEngine(
            files.lake(),
            client,
            new Target("usage", "telemetry"),
            new Patience(Duration.ofMillis(1), atMost),
            Clock.systemUTC())
        .usage(ORG, DAYS, PRICES);
  }

  /** A result as Athena has it, the columns' names first. */
  private static List<List<String>> rows(String... persons) {
    List<String> columns = new ArrayList<>(UsageColumns.NAMES);
    columns.removeAll(List.of("org", "computed_at", "received_to"));
    columns.add("session_ids_json");
    List<List<String>> rows = new ArrayList<>(List.of(columns));
    for (String person : persons) {
      List<String> row = new ArrayList<>(Collections.nCopies(columns.size(), "7"));
      row.set(columns.indexOf("event_date"), DAY.toString());
      row.set(columns.indexOf("person"), person);
      row.set(columns.indexOf("session_ids"), "[a, b, c]");
      row.set(columns.indexOf("session_ids_json"), "[\"a, b\",\"c\"]");
      row.set(columns.indexOf("cost_nano_usd"), "NULL");
      rows.add(row);
    }
    return rows;
  }
}
