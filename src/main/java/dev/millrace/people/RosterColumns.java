package dev.millrace.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a roster, by their headings as spreadsheets, directories and people write them.
 *
 * @param places of the columns that are read
 * @param unused the others, in their order
 */
record RosterColumns(Map<Field, Integer> places, List<Unused> unused) {

  RosterColumns {
    places = Map.copyOf(places);
    unused = List.copyOf(unused);
  }

  static RosterColumns of(List<String> headings) {
    Map<Field, Integer> places = new EnumMap<>(Field.class);
    List<Unused> unused = new ArrayList<>();
    for (int i = 0; i < headings.size(); i++) {
      String heading = headings.get(i);
      Optional<Field> field = Field.called(heading);
      if (field.isPresent() && !places.containsKey(field.get())) {
        places.put(field.get(), i);
      } else if (!heading.isBlank()) {
        unused.add(new Unused(heading, Field.meant(heading).filter(f -> !places.containsKey(f))));
      }
    }
    return new RosterColumns(places, unused);
  }

  boolean have(Field field) {
    return places.containsKey(field);
  }

  /** What the row says; null if there is no such column. */
  @Nullable String text(Field field, List<String> row) {
    Integer place = places.get(field);
    return place == null ? null : row.get(place);
  }

  /** The whole name, of one column or two; null if there is none. */
  @Nullable String name(List<String> row) {
    String name = text(Field.NAME, row);
    if (name != null || !have(Field.FIRST_NAME) && !have(Field.LAST_NAME)) {
      return name;
    }
    String first = text(Field.FIRST_NAME, row);
    String last = text(Field.LAST_NAME, row);
    return ((first == null ? "" : first) + " " + (last == null ? "" : last)).strip();
  }

  /**
   * A column that is not read.
   *
   * @param meant what it may have been meant for; empty if nobody can guess
   */
  public record Unused(String heading, Optional<Field> meant) {

    /** Such as {@code “Department” (rename it to team to use it)}. */
    @Override
    public String toString() {
      return "“%s”%s"
          .formatted(
              heading, meant.map(field -> " (rename it to “" + field + "” to use it)").orElse(""));
    }
  }

  /** What can be read of a member. */
  enum Field {
    EMAIL(
        Set.of("email", "emailaddress", "emailaddressrequired", "mail", "mailaddress", "workemail"),
        Set.of("mail", "principal", "upn", "login", "address", "courriel", "correo")),
    NAME(
        Set.of("name", "fullname", "displayname", "membername", "employeename"),
        Set.of("name", "employee", "person", "who", "nombre", "nom")),
    FIRST_NAME(Set.of("firstname", "firstnamerequired", "givenname", "vorname"), Set.of()),
    LAST_NAME(
        Set.of("lastname", "lastnamerequired", "surname", "familyname", "nachname"), Set.of()),
    TEAM(
        Set.of("team", "teamname"),
        Set.of("team", "department", "group", "unit", "squad", "division", "abteilung", "org")),
    ROLE(Set.of("role", "millracerole"), Set.of("role", "permission", "access", "rolle"));

    private final Set<String> names;
    private final Set<String> hints;

    Field(Set<String> names, Set<String> hints) {
      this.names = names;
      this.hints = hints;
    }

    private static Optional<Field> called(String heading) {
      String bare = bare(heading);
      return Arrays.stream(values()).filter(field -> field.names.contains(bare)).findFirst();
    }

    private static Optional<Field> meant(String heading) {
      String bare = bare(heading);
      return Arrays.stream(values())
          .filter(field -> field.hints.stream().anyMatch(bare::contains))
          .findFirst();
    }

    /** Letters and digits alone: spreadsheets write "E-Mail Address [Required]" and the like. */
    private static String bare(String heading) {
      return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** As the description of rosters names it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
