package dev.millrace.console;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A team that the roster can be narrowed to.
 *
 * @param members how many it has
 */
record TeamChoice(String name, long members) {

  /** The teams of these members, by name. */
  static List<TeamChoice> of(List<MemberRow> rows) {
    return rows.stream()
        .map(row -> row.member().team())
        .filter(team -> !team.isEmpty())
        .collect(Collectors.groupingBy(team -> team, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(team -> new TeamChoice(team.getKey(), team.getValue()))
        .toList();
  }

  public String link() {
    return "/people?team=" + UsageFilter.encoded(name);
  }
}
