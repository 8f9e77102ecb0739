package dev.millrace.usage;

import static dev.millrace.usage.UsageOf.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.OrgId;
import dev.millrace.infra.Template;
import dev.millrace.tools.Activity;
import dev.millrace.tools.Capture;
import dev.millrace.tools.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Athena is asked, in Trino, which is its engine, against DuckDB over the same lake: every row
 * and digit.
 */
class TrinoParityTest {

  private static final OrgId CAPTURES = new OrgId("captures");
  private static final OrgId HUGE = new OrgId("huge");
  private static final OrgId ATTACKED = new OrgId("attacked");
  private static final OrgId NOBODY = new OrgId("nobody");
  private static final LocalDate FIRST = DAY.minusDays(3);
  private static final PriceTable REAL_PRICES = PriceTable.builtIn();

  @TempDir static Path temp;

  private static ActivityFiles files;
  private static TrinoServer trino;

  @BeforeAll
  static void start() throws Exception {
    Path java =
        TrinoInstallation.java()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Trino needs a JDK of 24 or later: name one in TRINO_JAVA_HOME"));
    files = new ActivityFiles(temp);
    files.write(CAPTURES, captured());
    files.write(HUGE, huge());
    for (long seed : List.of(1L, 2L, 3L)) {
      leaveFilesOfAnotherVersion(random(seed), seed);
      files.write(random(seed), new RandomActivity(seed).rows());
    }
    files.write(ATTACKED, attacked());
    trino =
        TrinoServer.start(
            java,
            TrinoInstallation.unpacked(),
            Files.createDirectories(temp.resolve("trino")),
            temp);
    trino.query("create schema telemetry with (location = 'local:///telemetry')");
    trino.query(table());
    trino.query("call system.sync_partition_metadata('telemetry', 'activity', 'FULL')");
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (trino != null) {
      trino.close();
    }
  }

  static Stream<Question> questions() {
    ZoneId newYork = ZoneId.of("America/New_York");
    ZoneId kiritimati = ZoneId.of("Pacific/Kiritimati");
    return Stream.of(
        new Question(CAPTURES, Days.utc(Capture.DAY, Capture.DAY), REAL_PRICES, 10),
        new Question(CAPTURES, new Days(Capture.DAY, Capture.DAY, newYork), REAL_PRICES, 1),
        new Question(HUGE, Days.utc(DAY, DAY), UsageOf.PRICES, 2),
        new Question(NOBODY, Days.utc(DAY, DAY), UsageOf.PRICES, 0),
        new Question(ATTACKED, Days.utc(FIRST, DAY), UsageOf.PRICES, 20),
        new Question(random(1), Days.utc(FIRST, DAY), UsageOf.PRICES, 20),
        new Question(random(2), new Days(FIRST, DAY, newYork), UsageOf.PRICES, 20),
        new Question(random(3), new Days(FIRST, DAY, kiritimati), UsageOf.PRICES, 20));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void givesTheSameRowsInTrino(Question question) throws Exception {
    List<UsageRow> inDuckDb =
        new DuckDbUsageEngine(files.lake(), UsageOf.settings(temp))
            .usage(question.org(), question.days(), question.prices());
    assertThat(inTrino(question)).isEqualTo(inDuckDb).hasSizeGreaterThanOrEqualTo(question.rows());
  }

  private static List<UsageRow> inTrino(Question question) throws Exception {
    Days days = question.days();
    Set<String> packs =
        files.lake().activityPacks(question.org(), days.activityFrom(), days.activityTo());
    if (packs.isEmpty()) {
      return List.of();
    }
    String statement =
        AthenaStatement.of("telemetry", question.org(), days, question.prices(), packs);
    List<UsageRow> rows = new ArrayList<>();
    for (Map<String, String> texts : trino.query(statement)) {
      String[] ids = new ObjectMapper().readValue(texts.get("session_ids_json"), String[].class);
      rows.add(new UsageFields(texts, List.of(ids)).row());
    }
    return rows;
  }

  private static OrgId random(long seed) {
    return new OrgId("random-" + seed);
  }

  private static List<Activity> captured() {
    return Stream.concat(Capture.claudeCode(), Capture.otherTools())
        .flatMap(name -> new Capture(name).activity().stream())
        .toList();
  }

  /** What everybody did, and what somebody with a personal key makes of it. */
  private static List<Activity> attacked() {
    List<Activity> activity = new RandomActivity(4).rows();
    List<Activity> attacked = new ArrayList<>(activity);
    attacked.addAll(new Attacker(new Random(4), activity).records(4_000));
    return attacked;
  }

  /** More than any number holds, of tokens that have a price and of others. */
  private static List<Activity> huge() {
    List<Activity> points = new ArrayList<>();
    for (int i = 0; i < 9_300; i++) {
      Facts session = Facts.ALICE.in("s" + i % 5).with("priced");
      String time = DAY.atStartOfDay(ZoneOffset.UTC).plusSeconds(i).toInstant().toString();
      points.add(session.delta(Measure.TOKENS_INPUT, time, 1_000_000_000_000_000L));
      points.add(session.delta(Measure.COMMITS, time, 1_000_000_000_000_000L));
    }
    return points;
  }

  private static void leaveFilesOfAnotherVersion(OrgId org, long seed) throws IOException {
    files.write(org, DAY, new RandomActivity(seed + 100).rows());
    try (Stream<Path> written = Files.walk(temp.resolve("store/lake/activity/org=" + org))) {
      for (Path file : written.filter(Files::isRegularFile).toList()) {
        Files.move(file, Path.of(file.toString().replaceFirst("\\.v\\d+\\.", ".v9999.")));
      }
    }
  }

  /** The table as Glue has it. */
  private static String table() {
    JsonNode columns =
        Template.read()
            .resource("ActivityTable")
            .get("TableInput")
            .get("StorageDescriptor")
            .get("Columns");
    List<String> declared =
        StreamSupport.stream(columns.spliterator(), false)
            .map(each -> each.get("Name").asText() + " " + trinoType(each.get("Type").asText()))
            .toList();
    return """
    create table telemetry.activity (%s, org varchar, event_date varchar)
    with (external_location = 'local:///store/lake/activity', format = 'PARQUET',
      partitioned_by = array['org', 'event_date'])
    """
        .formatted(String.join(", ", declared));
  }

  private static String trinoType(String hiveType) {
    return switch (hiveType) {
      case "string" -> "varchar";
      case "int" -> "integer";
      default -> hiveType;
    };
  }

  /**
   * What is asked of both.
   *
   * @param rows of usage at least
   */
  record Question(OrgId org, Days days, PriceTable prices, int rows) {

    @Override
    public String toString() {
      return org + " " + days;
    }
  }
}
