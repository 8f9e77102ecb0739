package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.KeyId;
import dev.millrace.MovableClock;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.database.PostgresResource;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.deliveries.Heartbeat;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Token;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.Landing;
import dev.millrace.landing.RawObject;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.Export;
import dev.millrace.packs.Packs;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.BreakableStoreProfile;
import dev.millrace.store.FolderResource;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.store.StoredObject;
import dev.millrace.tools.Telemetered;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.ErasureRun;
import dev.millrace.usage.ErasureRuns;
import dev.millrace.usage.Figure;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRuns;
import dev.millrace.usage.UsageLedger;
import io.airlift.compress.zstd.ZstdCompressor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a person who was erased. */
@QuarkusTest
@TestProfile(BreakableStoreProfile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class PersonErasureTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private static final Set<String> ADA = Set.of("Ada@example.com", "ada@example.com");
  private static final LocalDate NEXT = DAY.plusDays(1);
  private static final LocalDate OTHER = DAY.plusDays(2);

  @Inject PersonErasure erasure;
  @Inject RecordedRollup rollup;
  @Inject RollupRuns runs;
  @Inject ErasureRuns erasures;
  @Inject Clock clock;
  @Inject Landing landing;
  @Inject LandedExports landed;
  @Inject UsageLedger ledger;
  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject ObjectStore store;
  @Inject Deliveries heartbeats;

  @TempDir Path folder;

  private OrgId org;
  private Arrivals collector;
  private Arrivals own;

  @BeforeEach
  void arrive() {
    TestOrganisation organisation = new TestOrganisation(people, keys);
    org = organisation.id();
    collector = arrivals(organisation.token(Scope.OTEL_WRITE));
    own = arrivals(organisation.personalToken("ada@example.com", Scope.OTEL_WRITE));
    collector.tokens(DAY, "2026-11-20T10:00:00Z", 1);
    own.export(NEXT, tokens("somebody@example.com", "2026-11-21T10:00:00Z"));
    collector.export(DAY, tokens("bob@example.com", "2026-11-20T10:00:00Z"));
    collector.export(OTHER, tokens("bob@example.com", "2026-11-22T10:00:00Z"));
    Stream.of(DAY, NEXT, OTHER).forEach(this::roll);
    assertThat(people()).containsExactly("ada@example.com", "bob@example.com");
  }

  @Test
  void takesThePersonOutOfWhatLandedOutOfLakeAndUsage() {
    ErasureRun report = erase();

    assertThat(report.state()).isEqualTo(RollupRun.State.DONE);
    assertThat(report.emptied()).isEqualTo(1);
    assertThat(report.rewritten()).isEqualTo(1);
    assertThat(report.records()).isEqualTo(2);
    assertThat(report.days()).containsExactly(DAY, NEXT);
    assertThat(report.doneThrough()).isEqualTo(OTHER);
    assertThat(people()).containsExactly("bob@example.com");
    assertThat(landed.days(org)).containsExactly(DAY, NEXT, OTHER);
    assertThat(store.get("usage/org=" + org + "/event_date=2026-11-21/usage.parquet")).isEmpty();
    assertThat(keysUnder("lake/activity/org=" + org + "/event_date=2026-11-21/")).isEmpty();
    assertThat(texts("raw/org=" + org + "/")).doesNotContain("ada@", "somebody@").contains("bob@");
  }

  @Test
  void takesThePersonOutOfBothObjectsOfAnExportThatCameInTwoCodings() {
    RawObject twin = sameInZstd(collector.tokens(OTHER, "2026-11-22T11:00:00Z", 3));

    ErasureRun report = erase();

    assertThat(report.rewritten()).isEqualTo(3);
    assertThat(store.get(twin.key())).isEmpty();
    assertThat(texts("raw/org=" + org + "/")).doesNotContain("ada@");
    assertThat(people()).containsExactly("bob@example.com");
  }

  @Test
  void doesNotLetThePersonInAgainWithWhatIsSentAgain() {
    erase();

    collector.tokens(DAY, "2026-11-20T10:00:00Z", 1);
    own.export(NEXT, tokens("somebody@example.com", "2026-11-21T10:00:00Z"));
    Stream.of(DAY, NEXT, OTHER).forEach(this::roll);

    assertThat(people()).containsExactly("bob@example.com");
  }

  @Test
  void findsNothingMoreTheSecondTime() {
    erase();
    ErasureRun second = erase();

    assertThat(second.records()).isZero();
    assertThat(second.emptied() + second.rewritten()).isZero();
    assertThat(second.days()).isEmpty();
  }

  @Test
  void isTakenUpWhereItBrokeOff() {
    ErasureRun asked = erasures.requested(org, "a test");
    BreakableStore breakable = (BreakableStore) store;
    breakable.breakDown("raw/org=" + org + "/signal=metrics/date=" + NEXT);
    assertThatThrownBy(() -> erasure.erase(asked.id(), org, ADA))
        .isInstanceOf(StoreUnavailableException.class);
    breakable.repair();
    ErasureRun broken = erasures.find(org, asked.id()).orElseThrow();
    assertThat(broken.state()).isEqualTo(RollupRun.State.FAILED);
    assertThat(broken.error()).isEqualTo("it broke off; ask again, the operator's log says why");
    assertThat(broken.doneThrough()).isEqualTo(DAY);

    erasure.erase(asked.id(), org, ADA);

    ErasureRun report = erasures.find(org, asked.id()).orElseThrow();
    assertThat(report.state()).isEqualTo(RollupRun.State.DONE);
    assertThat(report.error()).isEmpty();
    assertThat(report.records()).isEqualTo(2);
    assertThat(report.days()).containsExactly(DAY, NEXT);
    assertThat(people()).containsExactly("bob@example.com");
  }

  /** A death between erasing the objects and the rollup. */
  @Test
  void rollsUpWhatWasErasedBeforeItBrokeOff() {
    ErasureRun asked = erasures.requested(org, "a test");
    BreakableStore breakable = (BreakableStore) store;
    breakable.breakDown("lake/");
    assertThatThrownBy(() -> erasure.erase(asked.id(), org, ADA))
        .isInstanceOf(StoreUnavailableException.class);
    breakable.repair();

    erasure.erase(asked.id(), org, ADA);

    assertThat(people()).containsExactly("bob@example.com");
  }

  @Test
  void takesOutWhatTheirKeysBroughtIfTheirAddressIsWrittenInAnotherWay() {
    RawObject brought = own.export(OTHER, tokens("somebody@example.com", "2026-11-22T11:00:00Z"));

    erase(Set.of(" Ada@Example.com"));

    assertThat(full(OTHER, brought.keyId())).isZero();
  }

  @Test
  void takesThePersonOutOfDaysOfWhichNothingThatLandedIsLeft() {
    keysUnder("raw/org=" + org + "/").forEach(store::delete);
    long bobs = tokensOf("bob@example.com");

    ErasureRun report = erase();

    assertThat(report.records()).isEqualTo(2);
    assertThat(report.days()).isEmpty();
    assertThat(people()).containsExactly("bob@example.com");
    assertThat(tokensOf("bob@example.com")).isEqualTo(bobs);
    assertThat(peopleIn("lake/metrics/", "user_email")).containsExactly("bob@example.com");
    assertThat(peopleIn("lake/activity/", "person")).containsExactly("bob@example.com");
    assertThat(peopleIn("usage/", "person")).containsExactly("bob@example.com");
    assertThat(keysUnder("usage/org=" + org + "/event_date=" + NEXT)).isEmpty();
    assertThat(erase().records()).isZero();
  }

  @Test
  void leavesOthersAsTheyAreOnDaysOfWhichOnlySomeThatLandedIsLeft() {
    keysUnder("raw/org=" + org + "/").stream()
        .filter(key -> texts(key).contains("bob@"))
        .forEach(store::delete);
    long bobs = tokensOf("bob@example.com");

    ErasureRun report = erase();

    assertThat(report.records()).isEqualTo(2);
    assertThat(report.days()).containsExactly(NEXT);
    assertThat(people()).containsExactly("bob@example.com");
    assertThat(tokensOf("bob@example.com")).isEqualTo(bobs);
    assertThat(texts("raw/org=" + org + "/")).doesNotContain("ada@", "somebody@");
    assertThat(peopleIn("lake/metrics/", "user_email")).containsExactly("bob@example.com");
  }

  @Test
  void takesThePersonOutOfHeartbeats() {
    Deliveries.Source source = new Deliveries.Source(org, new KeyId("key000000009"), Signal.LOGS);
    heartbeats.accepted(source, 1, 10, 1, Map.of("by ADA@example.com", 1), "ada@example.com's/1");
    heartbeats.refused(source, 400, "the key ada@example.com is too long");

    erase();

    Heartbeat left = heartbeats.of(org, new KeyId("key000000009")).get(0);
    assertThat(left.toString().toLowerCase(Locale.ROOT)).doesNotContain("ada@");
    assertThat(left.mayBeContent()).containsEntry("(other keys)", 1L);
    assertThat(left.items()).isEqualTo(1);
  }

  @Test
  void saysThatNobodyIsCalledSoAndErasesNothing() {
    String before = texts("raw/org=" + org + "/");

    ErasureRun report = erase(Set.of("ada@example.con"));

    assertThat(report.state()).isEqualTo(RollupRun.State.DONE);
    assertThat(report.error()).isEqualTo(ErasureRun.NOBODY);
    assertThat(texts("raw/org=" + org + "/")).isEqualTo(before);
    assertThat(people()).containsExactly("ada@example.com", "bob@example.com");
    assertThat(erase().error()).isEmpty();
    assertThat(erase().error()).isEmpty();
  }

  /** Whatever usage makes of their name, it is gone, and the next rollup does not bring it back. */
  @Test
  void takesThePersonOutHoweverTheyAreSpelled() {
    List<String> spellings =
        List.of(
            "ADA@example.com\u0000",
            "ada@example.com" + " ".repeat(200) + "x",
            "\u00a0Ada@Example.com\u200b");
    for (int i = 0; i < spellings.size(); i++) {
      collector.export(OTHER, tokens(spellings.get(i), "2026-11-22T1%d:00:00Z".formatted(i)));
    }
    roll(OTHER);
    assertThat(people()).containsExactly("ada@example.com", "bob@example.com");

    erase();
    roll(OTHER);

    assertThat(people()).containsExactly("bob@example.com");
    assertThat(texts("raw/org=" + org + "/").toLowerCase(Locale.ROOT)).doesNotContain("ada@");
    assertThat(peopleIn("lake/metrics/", "user_email")).containsExactly("bob@example.com");
  }

  @Test
  void isNotStoppedByDamagedFilesOfLakeAndUsage() {
    keysUnder("raw/org=" + org + "/").forEach(store::delete);
    String damaged = keysUnder("lake/metrics/org=" + org + "/event_date=" + OTHER).get(0);
    store.put(damaged, new byte[] {1, 2, 3});
    store.put("usage/org=" + org + "/event_date=" + DAY + "/usage.parquet", new byte[] {1, 2, 3});

    ErasureRun report = erase();

    assertThat(report.state()).isEqualTo(RollupRun.State.DONE);
    assertThat(report.records()).isEqualTo(2);
    assertThat(people()).containsExactly("bob@example.com");
  }

  /** A second later than what was before, so that its rollups are the last ones. */
  private ErasureRun erase() {
    return erase(ADA);
  }

  private ErasureRun erase(Set<String> identities) {
    ((MovableClock) clock).advance(Duration.ofSeconds(1));
    ErasureRun asked = erasures.requested(org, "a test");
    erasure.erase(asked.id(), org, identities);
    return erasures.find(org, asked.id()).orElseThrow();
  }

  private RawObject sameInZstd(RawObject gzip) {
    RawObject zstd =
        new RawObject(
            org, gzip.signal(), gzip.received(), gzip.hash(), gzip.keyId(), ContentCoding.ZSTD);
    byte[] content = landed.read(gzip).message().toByteArray();
    byte[] compressed = new byte[content.length + 100];
    int length =
        new ZstdCompressor().compress(content, 0, content.length, compressed, 0, compressed.length);
    store.put(zstd.key(), Arrays.copyOf(compressed, length));
    return zstd;
  }

  /** All that landed, as text. */
  private String texts(String prefix) {
    return keysUnder(prefix).stream()
        .filter(key -> !key.endsWith(".idx"))
        .map(this::text)
        .collect(Collectors.joining());
  }

  private String text(String key) {
    byte[] bytes = store.get(key).orElseThrow();
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(key, e);
    }
  }

  /** The exports of a day that came with a key and still hold something. */
  private long full(LocalDate received, KeyId key) {
    Packs packs = new Packs(store);
    return packs.of(new Partition(org, received)).stream()
        .flatMap(pack -> packs.index(pack).members().stream())
        .filter(member -> member.keyId().equals(key) && member.weight().rows() > 0)
        .count();
  }

  private Arrivals arrivals(String token) {
    KeyId key = Token.parse(token).orElseThrow().id();
    return new Arrivals(landing, org, key);
  }

  private static Export tokens(String email, String time) {
    return Telemetered.CLAUDE_CODE.delta(
        "claude_code.token.usage",
        time,
        7,
        Map.of("session.id", "s-" + email, "user.email", email, "model", "m", "type", "input"));
  }

  private void roll(LocalDate received) {
    Partition partition = new Partition(org, received);
    rollup.make(runs.requested(partition, "a test").id(), partition, RollupExtent.NEW);
  }

  private List<String> people() {
    return ledger.usage(org, DAY.minusDays(1), OTHER, Set.of(Dimension.PERSON)).stream()
        .map(group -> group.by().get(Dimension.PERSON))
        .toList();
  }

  private long tokensOf(String person) {
    return ledger.usage(org, DAY.minusDays(1), OTHER, Set.of(Dimension.PERSON)).stream()
        .filter(group -> person.equals(group.by().get(Dimension.PERSON)))
        .mapToLong(group -> Objects.requireNonNull(group.figures().get(Figure.TOKENS_INPUT)))
        .sum();
  }

  /** Who is in the organisation's Parquet files. */
  private Set<String> peopleIn(String prefix, String column) {
    Set<String> people = new TreeSet<>();
    for (String key : keysUnder(prefix + "org=" + org + "/")) {
      people.addAll(texts(key, column));
    }
    return people;
  }

  private List<String> texts(String key, String column) {
    Path file = folder.resolve(key.replace('/', '_'));
    assertThat(store.fetch(key, file)).isTrue();
    try (Connection database = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery("select " + column + " from '" + file + "'")) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(key, e);
    }
  }

  private List<String> keysUnder(String prefix) {
    try (Stream<StoredObject> objects = store.list(prefix)) {
      return objects.map(StoredObject::key).toList();
    }
  }
}
