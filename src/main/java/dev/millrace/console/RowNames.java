package dev.millrace.console;

import dev.millrace.console.FigureTable.Cell;
import dev.millrace.console.FigureTable.Row;
import dev.millrace.people.Member;
import dev.millrace.usage.DayOfUse;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.UsageSelection;
import dev.millrace.usage.UsageSummary;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How rows are named, and where they lead: to the same usage, confined to what they are about.
 *
 * @param members by their e-mail addresses
 */
record RowNames(UsageSelection selection, Map<String, Member> members) {

  RowNames {
    members = Map.copyOf(members);
  }

  /** Headings of what names a row: tables show the first, downloads all. */
  static List<String> headings(Dimension by) {
    return switch (by) {
      case DATE -> List.of("Day");
      case PERSON -> List.of("Person", "Name", "Team");
      case TEAM -> List.of("Team");
      case TOOL -> List.of("Tool");
      case MODEL -> List.of("Model");
      case TERMINAL -> List.of("Terminal");
    };
  }

  Row ofDay(DayOfUse day, List<Cell> cells) {
    String name = day.day().toString();
    UsageSelection ofDay =
        new UsageSelection(selection.org(), day.day(), day.day(), selection.only());
    return Row.of(name, link(ofDay), day.soFar() ? Row.SO_FAR : "", null, cells);
  }

  Row of(Dimension by, String name, @Nullable Double bar, List<Cell> cells) {
    return switch (by) {
      case PERSON -> ofPerson(name, bar, cells);
      case TEAM ->
          name.isEmpty()
              ? new Row("No team", "", "", bar, List.of(""), cells)
              : Row.of(name, link(by, name), "", bar, cells);
      case TOOL, MODEL -> Row.of(name, name.isEmpty() ? "" : link(by, name), "", bar, cells);
      case DATE, TERMINAL -> Row.of(name, "", "", bar, cells);
    };
  }

  /** What a person is called; empty if that is not known. */
  String nameOf(String person) {
    Member member = members.get(person);
    return member == null ? "" : member.name();
  }

  private Row ofPerson(String person, @Nullable Double bar, List<Cell> cells) {
    if (person.equals(UsageSummary.UNATTRIBUTED)) {
      return new Row("Unattributed", "", "names nobody", bar, List.of(person, "", ""), cells);
    }
    Member member = members.get(person);
    String name = nameOf(person);
    List<String> named = List.of(person, name, member == null ? "" : member.team());
    String detail = member == null ? "on no roster" : name.isEmpty() ? "" : person;
    String link = link(Dimension.PERSON, person);
    return new Row(name.isEmpty() ? person : name, link, detail, bar, named, cells);
  }

  private String link(Dimension by, String name) {
    Map<Dimension, String> only = new EnumMap<>(Dimension.class);
    only.putAll(selection.only());
    only.put(by, name);
    if (by == Dimension.PERSON) {
      only.remove(Dimension.TEAM);
    }
    return link(new UsageSelection(selection.org(), selection.from(), selection.to(), only));
  }

  /** The page of the person or of the team that it is of, or else of the organisation. */
  private static String link(UsageSelection of) {
    String page =
        of.only().containsKey(Dimension.PERSON)
            ? UsagePage.OF_PERSON
            : of.only().containsKey(Dimension.TEAM) ? UsagePage.OF_TEAM : "/usage";
    return page + "?" + UsageFilter.query(of);
  }
}
