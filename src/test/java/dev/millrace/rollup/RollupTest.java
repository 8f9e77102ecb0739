package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.KeyId;
import dev.millrace.MovableClock;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.database.Database;
import dev.millrace.database.PostgresResource;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.lake.LakeLayout;
import dev.millrace.landing.Landing;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.BreakableStoreProfile;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.tools.Capture;
import dev.millrace.usage.CostSource;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.Figure;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageLedger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What usage is after rollups, some of which broke off or met late data. */
@QuarkusTest
@TestProfile(BreakableStoreProfile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class RollupTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-22");
  private static final LocalDate EARLIER = DAY.minusDays(2);

  @Inject Rollup rollup;
  @Inject Landing landing;
  @Inject UsageLedger ledger;
  @Inject Database database;
  @Inject DuckDbSettings settings;
  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject ObjectStore objects;
  @Inject Clock clock;

  private BreakableStore store;
  private TestOrganisation organisation;
  private Arrivals arrivals;

  @BeforeEach
  void enrol() {
    store = (BreakableStore) objects;
    organisation = new TestOrganisation(people, keys);
    arrivals = arrivals(organisation.token(Scope.OTEL_WRITE));
  }

  @AfterEach
  void repair() {
    store.repair();
  }

  @Test
  void givesTheRightUsageAfterRunThatBrokeOffBeforeUsageWasPublished() {
    arrivals.tokens(DAY, "2026-11-22T10:00:00Z", 5);
    arrivals.tokens(DAY, "2026-11-20T10:00:00Z", 7);
    breakOffBeforeUsage(DAY);
    assertThat(tokens(EARLIER, DAY)).isZero();

    run(DAY);

    assertThat(tokens(DAY, DAY)).isEqualTo(5);
    assertThat(tokens(EARLIER, EARLIER)).isEqualTo(7);
  }

  @Test
  void takesUsageBackOfDayThatOnlyHadActivityBeforeRunsThatBrokeOff() {
    arrivals.tokens(DAY, "2026-11-20T10:00:00Z", 7);
    run(DAY);
    Landscape landscape = new Landscape(store, organisation.id());
    landscape.delete("raw/");
    landscape.of("lake/manifests/").forEach((key, json) -> store.put(key, withoutExports(json)));
    arrivals.tokens(DAY, "2026-11-22T10:00:00Z", 5);
    breakOffBeforeUsage(DAY);
    breakOffBeforeUsage(DAY);

    assertThat(run(DAY)).containsExactly(EARLIER, DAY);

    assertThat(tokens(EARLIER, EARLIER)).isZero();
    assertThat(tokens(DAY, DAY)).isEqualTo(5);
    assertThat(store.get(LakeLayout.usageKey(organisation.id(), EARLIER))).isEmpty();
    assertThat(run(DAY)).isEmpty();
  }

  /** As if the day had never had any, so that nobody misses them. */
  private static byte[] withoutExports(byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    return text.replaceFirst("\"exports\":\"[^\"]*\"", "\"exports\":\"\"")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void leavesLakeAndUsageOfDayOfWhichSomethingIsGone() {
    arrivals.tokens(DAY, "2026-11-20T10:00:00Z", 7);
    run(DAY);
    Landscape landscape = new Landscape(store, organisation.id());
    Map<String, Integer> before = landscape.hashes("lake/");
    landscape.delete("raw/");
    arrivals.tokens(DAY, "2026-11-22T10:00:00Z", 5);

    for (int again = 0; again < 2; again++) {
      assertThatExceptionOfType(GoneException.class).isThrownBy(() -> run(DAY));
    }

    assertThat(tokens(EARLIER, EARLIER)).isEqualTo(7);
    assertThat(landscape.hashes("lake/")).isEqualTo(before);
  }

  @Test
  void computesOnlyTheDateThatChangedOfFourHundred() {
    for (int i = 0; i < 40; i++) {
      arrivals.tokens(DAY, DAY.minusDays(10L * i) + "T10:00:00Z", i);
    }
    assertThat(run(DAY)).hasSize(40);
    assertThat(run(DAY)).isEmpty();
    arrivals.tokens(DAY, "2026-11-22T11:00:00Z", 5);

    assertThat(run(DAY)).containsExactly(DAY);
  }

  @Test
  void readsAndWritesNothingMuchWhereNothingIsNew() {
    arrivals.tokens(DAY, "2026-11-22T10:00:00Z", 5);
    run(DAY);
    Map<String, Integer> before = new Landscape(store, organisation.id()).hashes("");
    int puts = store.puts();

    assertThat(run(DAY)).isEmpty();

    assertThat(store.puts()).isEqualTo(puts);
    assertThat(new Landscape(store, organisation.id()).hashes("")).isEqualTo(before);
  }

  @Test
  @Tag("S-23")
  void computesDaysThatLateDataIsOfAndNoOthers() {
    arrivals.tokens(DAY.minusDays(1), "2026-11-19T10:00:00Z", 1);
    arrivals.tokens(DAY.minusDays(1), "2026-11-21T10:00:00Z", 2);
    arrivals.tokens(DAY.minusDays(1), "2026-11-20T10:00:00Z", 3);
    run(DAY.minusDays(1));
    OffsetDateTime before = computedAt(EARLIER);

    ((MovableClock) clock).advance(Duration.ofSeconds(1));
    arrivals.tokens(DAY, "2026-11-20T11:00:00Z", 4);

    assertThat(run(DAY)).containsExactly(EARLIER);
    assertThat(tokens(EARLIER, EARLIER)).isEqualTo(7);
    assertThat(computedAt(EARLIER)).isEqualTo(before.plusSeconds(1));
    assertThat(receivedTo(EARLIER)).isEqualTo(DAY);
    assertThat(receivedTo(DAY.minusDays(1))).isEqualTo(DAY.minusDays(1));
    assertThat(computedAt(DAY.minusDays(1))).isEqualTo(before);
    assertThat(computedAt(DAY.minusDays(3))).isEqualTo(before);
  }

  @Test
  @Tag("S-21")
  void derivesCostByTheOperatorsPriceTable() {
    String table =
        """
        {"version": "ours", "currency": "USD",
         "prices": [{"model": "sonnet", "valid_from": "2026-01-01", "input": 2}]}""";
    arrivals.tokens(DAY, "2026-11-22T10:00:00Z", 5);
    store.put(Prices.KEY, table.getBytes(StandardCharsets.UTF_8));
    try {
      run(DAY);
    } finally {
      store.delete(Prices.KEY);
    }
    UsageGroup group = ledger.usage(organisation.id(), DAY, DAY, Set.of()).get(0);
    assertThat(group.count(Figure.COST_NANO_USD)).isEqualTo(10_000);
    assertThat(group.costSource()).isEqualTo(CostSource.DERIVED);
  }

  @Test
  void writesTheSameUsageIntoTheStoreAsIntoTheLedger(@TempDir Path folder) throws SQLException {
    new Capture("claude-code-api-errors").exports().forEach(export -> arrivals.export(DAY, export));
    run(DAY);

    Path file = folder.resolve("usage.parquet");
    assertThat(store.fetch(LakeLayout.usageKey(organisation.id(), DAY), file)).isTrue();

    assertThat(inLedger()).isEqualTo(inFile(file)).hasSizeGreaterThan(3);
  }

  @Test
  void attributesToTheOwnerOfPersonalKeyThatIsMemberNoMore() {
    arrivals = arrivals(organisation.personalToken("eve@example.com", Scope.OTEL_WRITE));
    arrivals.tokens(DAY, "2026-11-22T10:00:00Z", 5);
    keys.revokeAllOf(organisation.id(), "eve@example.com");
    people.remove(organisation.id(), "eve@example.com");

    run(DAY);

    assertThat(ledger.usage(organisation.id(), DAY, DAY, Set.of(Dimension.PERSON)))
        .extracting(group -> group.by().get(Dimension.PERSON))
        .containsExactly("eve@example.com");
  }

  private Arrivals arrivals(String token) {
    KeyId key = Token.parse(token).orElseThrow().id();
    return new Arrivals(landing, organisation.id(), key);
  }

  private Set<LocalDate> run(LocalDate received) {
    return rollup.run(new Partition(organisation.id(), received), RollupExtent.NEW).eventDates();
  }

  private void breakOffBeforeUsage(LocalDate received) {
    store.breakDown("usage/");
    assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> run(received));
    store.repair();
  }

  private long tokens(LocalDate from, LocalDate to) {
    List<UsageGroup> groups = ledger.usage(organisation.id(), from, to, Set.of());
    return groups.isEmpty() ? 0 : groups.get(0).count(Figure.TOKENS_INPUT);
  }

  private OffsetDateTime computedAt(LocalDate day) {
    return state(day).getOffsetDateTime(0);
  }

  private LocalDate receivedTo(LocalDate day) {
    return state(day).getLocalDate(1);
  }

  private Row state(LocalDate day) {
    OrgId org = organisation.id();
    return database
        .inSqlTransaction(
            connection ->
                connection
                    .preparedQuery(
                        "select max(computed_at), max(received_to) from usage_daily"
                            + " where org = $1 and event_date = $2")
                    .execute(Tuple.of(org.value(), day)))
        .iterator()
        .next();
  }

  private TreeMap<String, List<Long>> inLedger() {
    Set<Dimension> by =
        Set.of(Dimension.TOOL, Dimension.PERSON, Dimension.TERMINAL, Dimension.MODEL);
    TreeMap<String, List<Long>> rows = new TreeMap<>();
    for (UsageGroup group : ledger.usage(organisation.id(), DAY, DAY, by)) {
      rows.put(
          String.join("|", group.by().values()),
          List.of(
              group.count(Figure.SESSIONS),
              group.count(Figure.TOKENS_INPUT),
              group.count(Figure.TOKENS_OUTPUT),
              group.count(Figure.COST_NANO_USD),
              group.count(Figure.API_ERRORS),
              group.count(Figure.LATENCY_SUM_MS)));
    }
    return rows;
  }

  private TreeMap<String, List<Long>> inFile(Path file) throws SQLException {
    TreeMap<String, List<Long>> rows = new TreeMap<>();
    try (Connection database = DuckDb.open(settings);
        Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select concat_ws('|', person, tool, model, terminal), sessions, tokens_input,"
                    + " tokens_output, coalesce(cost_nano_usd, 0), api_errors, latency_sum_ms"
                    + " from read_parquet('"
                    + file
                    + "')")) {
      while (row.next()) {
        rows.put(
            row.getString(1),
            List.of(
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7)));
      }
    }
    return rows;
  }
}
