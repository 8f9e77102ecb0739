package dev.millrace.usage;

import dev.millrace.people.Member;
import dev.millrace.people.Role;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The usage of an organisation that there could be: twelve teams, three tools, five models, people
 * who work every day and people who hardly ever do, some who are on no roster, and usage of nobody.
 * The same size gives the same usage.
 *
 * @param people those on the roster
 */
public record GeneratedOrganisation(int people) {

  private static final List<String> TEAMS =
      List.of(
          "atlas",
          "billing",
          "checkout",
          "data",
          "engines",
          "frontier",
          "growth",
          "identity",
          "kernel",
          "mobile",
          "platform",
          "search");
  private static final List<String> CLAUDE =
      List.of("claude-sonnet-4-5", "claude-opus-4-5", "claude-haiku-4-5");
  private static final int GUESTS = 4;
  private static final long MILLION = 1_000_000;

  /** The roster. */
  public List<Member> members() {
    return IntStream.range(0, people)
        .mapToObj(i -> new Member(email(i), name(i), TEAMS.get(i % TEAMS.size()), Role.MEMBER))
        .toList();
  }

  /** What they used on a day. */
  public List<UsageRow> usage(LocalDate day) {
    List<UsageRow> rows = new ArrayList<>();
    IntStream.range(0, people + GUESTS)
        .forEach(i -> rows.addAll(ofPerson(day, i, email(i), "email")));
    rows.addAll(
        rows(day, "claude-code", "unattributed", "none", CLAUDE, random(day, people + GUESTS)));
    return rows;
  }

  private List<UsageRow> ofPerson(LocalDate day, int person, String email, String source) {
    SplittableRandom random = random(day, person);
    if (random.nextDouble() >= diligence(person) * (isWeekend(day) ? 0.12 : 1)) {
      return List.of();
    }
    List<UsageRow> rows = new ArrayList<>(rows(day, "claude-code", email, source, CLAUDE, random));
    if (person % 3 == 0) {
      rows.addAll(rows(day, "codex", email, source, List.of("gpt-5-codex"), random));
    }
    if (person % 10 == 0) {
      rows.addAll(rows(day, "gemini-cli", email, source, List.of("gemini-2.5-pro"), random));
    }
    return rows;
  }

  /** From those who do little to those who do it every working day. */
  private double diligence(int person) {
    return 0.15 + 0.8 * ((person * 37) % people) / people;
  }

  private static List<UsageRow> rows(
      LocalDate day,
      String tool,
      String person,
      String source,
      List<String> models,
      SplittableRandom random) {
    Stream<UsageRow> ofModels =
        models.stream()
            .limit(1 + random.nextInt(models.size()))
            .map(model -> ofModel(day, tool, person, source, model, random));
    return Stream.concat(Stream.of(ofNoModel(day, tool, person, source, random)), ofModels)
        .toList();
  }

  private static UsageRow ofNoModel(
      LocalDate day, String tool, String person, String source, SplittableRandom random) {
    int sessions = 1 + random.nextInt(4);
    List<String> ids =
        IntStream.range(0, sessions)
            .mapToObj(i -> tool + "-" + person + "-" + day + "-" + i)
            .toList();
    boolean decides = !tool.equals("gemini-cli");
    long accepted = decides ? random.nextInt(40) : 0;
    long rejected = decides ? random.nextInt(8) : 0;
    long active = 60_000L * random.nextInt(180);
    Figures figures =
        new Figures(sessions, random.nextInt(600), accepted, rejected, active, random.nextInt(60));
    return row(day, tool, person, source, "", ids, figures, new long[4], null, 0, 0);
  }

  private static UsageRow ofModel(
      LocalDate day,
      String tool,
      String person,
      String source,
      String model,
      SplittableRandom random) {
    long output = random.nextInt(80_000);
    long[] tokens = {
      random.nextInt(200_000), output, random.nextInt(9_000_000), random.nextInt(400_000)
    };
    Long cost = tool.equals("gemini-cli") ? null : Long.valueOf(output * 15_000 + tokens[2] * 300);
    long requests = 5 + random.nextInt(200);
    Figures none = new Figures(0, 0, 0, 0, 0, 0);
    return row(
        day, tool, person, source, model, List.of(), none, tokens, cost, requests, requests / 40);
  }

  private static UsageRow row(
      LocalDate day,
      String tool,
      String person,
      String source,
      String model,
      List<String> ids,
      Figures of,
      long[] tokens,
      @Nullable Long cost,
      long requests,
      long errors) {
    return new UsageRow(
        day,
        tool,
        person,
        "vscode",
        model,
        source,
        "",
        "2.1.0",
        of.sessions,
        ids,
        of.sessions,
        tokens[0],
        tokens[1],
        tokens[2],
        tokens[3],
        0,
        0,
        0,
        cost,
        cost == null ? "none" : "reported",
        "",
        of.lines,
        of.lines / 3,
        of.lines / 150,
        of.lines / 400,
        of.accepted,
        of.rejected,
        of.accepted / 2,
        of.rejected,
        of.activeMs,
        of.activeMs / 2,
        of.calls / 4,
        of.calls,
        of.calls / 20,
        requests,
        errors,
        latency(requests),
        FirstToken.UNKNOWN);
  }

  private static Latency latency(long requests) {
    List<Long> atMost =
        Stream.of(2L, 10L, 25L, 55L, 80L, 93L, 98L, 99L)
            .map(percent -> requests * percent / 100)
            .toList();
    return requests == 0
        ? new Latency(0, 0, 0, Collections.nCopies(Latency.BOUNDS_MS.size(), 0L))
        : new Latency(requests, requests * 3_100, 71_000, atMost);
  }

  private static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  private static SplittableRandom random(LocalDate day, int person) {
    return new SplittableRandom(day.toEpochDay() * MILLION + person);
  }

  private static String email(int person) {
    return "person%03d@example.com".formatted(person);
  }

  private static String name(int person) {
    return "Person %03d".formatted(person);
  }

  /** What stands on the row without a model. */
  private record Figures(
      long sessions, long lines, long accepted, long rejected, long activeMs, long calls) {}
}
