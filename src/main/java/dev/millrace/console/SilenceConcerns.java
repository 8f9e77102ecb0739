package dev.millrace.console;

import dev.millrace.people.Member;
import dev.millrace.usage.Attendance;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.Figure;
import dev.millrace.usage.UsageSummary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who used tools and does not any more, and what is used without a price. */
record SilenceConcerns(UsageTables tables, LocalDate today) {

  /** Two weeks: longer than most are away. */
  private static final int SILENT_DAYS = 14;

  /** On how many of the four weeks before it somebody was there who is now missed. */
  private static final int HABIT = 4;

  private static final int HABIT_DAYS = 28;

  List<Concern> all() {
    List<Concern> concerns = new ArrayList<>();
    List<String> teams = silentTeams();
    if (!teams.isEmpty()) {
      concerns.add(
          new Concern(
              "Teams gone silent for two weeks: " + Concern.named(teams) + ".",
              "/usage/team?days=90&team=" + UsageFilter.encoded(teams.get(0)),
              "See the team"));
    }
    List<String> people =
        members().stream()
            .filter(this::silent)
            .filter(person -> !teams.contains(teamOf(person)))
            .map(person -> called(person.person()))
            .sorted()
            .toList();
    if (!people.isEmpty()) {
      concerns.add(
          new Concern(
              "People gone silent for two weeks: " + Concern.named(people) + ".",
              "/people?sort=people.last&cohort=occasional",
              "See who"));
    }
    unpriced(concerns);
    return concerns;
  }

  private void unpriced(List<Concern> concerns) {
    UsageSummary summary = tables.summary();
    List<String> models =
        summary.by(Dimension.MODEL).stream()
            .filter(group -> group.count(Figure.TOKENS_UNPRICED) > 0)
            .map(group -> group.of(Dimension.MODEL))
            .toList();
    if (!models.isEmpty()) {
      concerns.add(
          new Concern(
              Written.roughly(summary.total().count(Figure.TOKENS_UNPRICED))
                  + " tokens have no price: "
                  + Concern.named(models)
                  + ".",
              "/prices",
              "Give prices"));
    }
  }

  private List<String> silentTeams() {
    Map<String, List<Attendance>> teams =
        members().stream()
            .filter(person -> !teamOf(person).isEmpty())
            .collect(Collectors.groupingBy(this::teamOf, TreeMap::new, Collectors.toList()));
    return teams.entrySet().stream()
        .filter(team -> team.getValue().stream().anyMatch(this::hadHabit))
        .filter(team -> team.getValue().stream().noneMatch(this::activeLately))
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<Attendance> members() {
    return tables.summary().people().stream().filter(Attendance::onRoster).toList();
  }

  private boolean silent(Attendance person) {
    return hadHabit(person) && !activeLately(person);
  }

  private boolean activeLately(Attendance person) {
    return person.active().between(today.minusDays(SILENT_DAYS - 1L), today) > 0;
  }

  private boolean hadHabit(Attendance person) {
    LocalDate last = today.minusDays(SILENT_DAYS);
    return person.active().between(last.minusDays(HABIT_DAYS - 1L), last) >= HABIT;
  }

  private String teamOf(Attendance person) {
    Member member = tables.members().get(person.person());
    return member == null ? "" : member.team();
  }

  private String called(String person) {
    String name = tables.nameOf(person);
    return name.isEmpty() ? person : name;
  }
}
