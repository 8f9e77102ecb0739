package dev.millrace.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.OrgId;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.people.Identities;
import dev.millrace.people.Member;
import dev.millrace.people.People;
import dev.millrace.people.Role;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every grouping that there is, asked for at once: each says what adding its rows up one by one
 * does, whatever goes on over days, people and tools.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class GroupingsTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-11-18");
  private static final String ADA = "ada@example.com";
  private static final String ALIAS = "installation-1";
  private static final String NOBODY = UsageSummary.UNATTRIBUTED;
  private static final int ROWS = 40;

  @Inject UsageLedger ledger;
  @Inject People people;
  @Inject Identities identities;
  @Inject KeyRegistry keys;
  @Inject Clock clock;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void saysWhatRowsAddUpTo(long seed) {
    OrgId org = new TestOrganisation(people, keys).id();
    people.put(org, List.of(new Member(ADA, "Ada", "engines", Role.MEMBER)));
    identities.merge(org, ALIAS, ADA);
    List<TestUsage> rows = rows(new SplittableRandom(seed));
    rows.stream()
        .collect(Collectors.groupingBy(TestUsage::day))
        .forEach(
            (day, ofDay) ->
                ledger.replace(
                    org,
                    day,
                    ofDay.stream().map(TestUsage::row).toList(),
                    new Computed(clock.instant(), day)));
    List<Set<Dimension>> groupings = everyGrouping();

    List<List<UsageGroup>> usage =
        ledger.usage(UsageSelection.all(org, FIRST, FIRST.plusDays(9)), groupings);

    for (int i = 0; i < groupings.size(); i++) {
      assertThat(said(usage.get(i)))
          .as(groupings.get(i).toString())
          .isEqualTo(addedUp(rows, groupings.get(i)));
    }
  }

  private static List<Set<Dimension>> everyGrouping() {
    Dimension[] all = Dimension.values();
    return IntStream.range(0, 1 << all.length)
        .mapToObj(
            bits ->
                IntStream.range(0, all.length)
                    .filter(i -> (bits >> i & 1) == 1)
                    .mapToObj(i -> all[i])
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Dimension.class))))
        .map(Set::copyOf)
        .toList();
  }

  private static List<TestUsage> rows(SplittableRandom random) {
    Map<List<Object>, TestUsage> byKey = new LinkedHashMap<>();
    for (int i = 0; i < ROWS; i++) {
      TestUsage row =
          new TestUsage(FIRST.plusDays(random.nextInt(4)))
              .by(one(random, ADA, ALIAS, "eve@example.com", "installation-2", NOBODY))
              .with(one(random, "claude-code", "codex"))
              .on(one(random, "cli", "vscode"))
              .team(one(random, "", "said"))
              .sessions(random.nextInt(2), ids(random))
              .tokens(one(random, "", "opus", "sonnet"), random.nextInt(100));
      byKey.putIfAbsent(
          List.of(row.day(), row.person(), row.tool(), row.terminal(), row.model()), row);
    }
    return List.copyOf(byKey.values());
  }

  /** Out of so few that most go on in another row. */
  private static String[] ids(SplittableRandom random) {
    return random
        .ints(random.nextInt(4), 0, 30)
        .distinct()
        .sorted()
        .mapToObj(i -> "s" + i)
        .toArray(String[]::new);
  }

  private static String one(SplittableRandom random, String... of) {
    return of[random.nextInt(of.length)];
  }

  private static Map<String, List<Long>> said(List<UsageGroup> groups) {
    return groups.stream()
        .collect(
            Collectors.toMap(
                group -> group.by().toString(),
                group ->
                    Stream.of(
                            Figure.PEOPLE,
                            Figure.PEOPLE_ON_ROSTER,
                            Figure.ACTIVE_DAYS,
                            Figure.SESSIONS,
                            Figure.TOKENS_INPUT)
                        .map(group::count)
                        .toList()));
  }

  private static Map<String, List<Long>> addedUp(List<TestUsage> rows, Set<Dimension> grouping) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> key(row, grouping),
                Collectors.collectingAndThen(Collectors.toList(), GroupingsTest::figures)));
  }

  private static String key(TestUsage row, Set<Dimension> grouping) {
    Map<Dimension, String> key = new EnumMap<>(Dimension.class);
    grouping.forEach(dimension -> key.put(dimension, value(row, dimension)));
    return key.toString();
  }

  private static String value(TestUsage row, Dimension dimension) {
    return switch (dimension) {
      case DATE -> row.day().toString();
      case PERSON -> name(row);
      case TOOL -> row.tool();
      case MODEL -> row.model();
      case TEAM -> name(row).equals(ADA) ? "engines" : row.team();
      case TERMINAL -> row.terminal();
    };
  }

  private static String name(TestUsage row) {
    return row.person().equals(ALIAS) ? ADA : row.person();
  }

  private static List<Long> figures(List<TestUsage> rows) {
    Set<String> named = distinct(rows, row -> Stream.of(name(row)));
    named.remove(NOBODY);
    Set<String> sessions = distinct(rows, row -> row.sessionIds().stream());
    long unnamed = rows.stream().mapToLong(row -> row.sessions() - row.sessionIds().size()).sum();
    return List.of(
        (long) named.size(),
        named.contains(ADA) ? 1L : 0L,
        (long) distinct(rows, row -> Stream.of(row.day())).size(),
        sessions.size() + unnamed,
        rows.stream().mapToLong(TestUsage::tokensInput).sum());
  }

  private static <T> Set<T> distinct(List<TestUsage> rows, Function<TestUsage, Stream<T>> of) {
    return rows.stream().flatMap(of).collect(Collectors.toCollection(HashSet::new));
  }
}
