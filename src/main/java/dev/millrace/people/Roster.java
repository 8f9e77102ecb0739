package dev.millrace.people;

import dev.millrace.people.RosterColumns.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A list of members as CSV. The first row names the columns, of which {@code email}, {@code name},
 * {@code team} and {@code role} are read in any order, see {@link RosterColumns}; what a column
 * that is not there would say stays as it is.
 *
 * @param rows in their order; without the header
 * @param unused columns that are not read, and what may have been meant
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180, "Common Format and MIME Type for
 *     Comma-Separated Values (CSV) Files"</a>
 */
public record Roster(List<RosterRow> rows, List<String> unused) {

  public Roster {
    rows = List.copyOf(rows);
    unused = List.copyOf(unused);
  }

  /**
   * Reads the text.
   *
   * @param current the members there are
   * @throws IllegalArgumentException if it is no CSV with a header, or too long
   */
  public static Roster read(String csv, List<Member> current) {
    List<RosterTable.Row> lines = RosterTable.of(csv).rows();
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("the roster is empty");
    }
    List<String> headings = headings(lines.get(0));
    RosterColumns columns = RosterColumns.of(headings);
    if (!columns.have(Field.EMAIL)) {
      throw new IllegalArgumentException(
          "the first row names the columns email, name, team and role, but was " + headings);
    }
    Map<String, Member> known =
        current.stream().collect(Collectors.toMap(Member::email, Function.identity()));
    Map<String, Integer> seen = new HashMap<>();
    List<RosterRow> rows =
        lines.stream()
            .skip(1)
            .map(line -> row(line, headings.size(), columns, known, seen))
            .toList();
    return new Roster(rows, columns.unused().stream().map(RosterColumns.Unused::toString).toList());
  }

  /** A spreadsheet writes empty columns at the end too. */
  private static List<String> headings(RosterTable.Row header) {
    List<String> headings = header.fields();
    int end = headings.size();
    while (end > 0 && headings.get(end - 1).isEmpty()) {
      end--;
    }
    return headings.subList(0, end);
  }

  /** Whether every row is good. */
  public boolean isGood() {
    return rows.stream().allMatch(row -> row.member() != null);
  }

  /** How many rows are of members who are not there yet. */
  public long added() {
    return rows.stream().filter(row -> row.before() == null).count();
  }

  public long changed() {
    return rows.size() - added() - unchanged();
  }

  public long unchanged() {
    return rows.stream().filter(RosterRow::unchanged).count();
  }

  /** The members in the good rows. */
  public List<Member> members() {
    return rows.stream().map(RosterRow::member).filter(Objects::nonNull).toList();
  }

  private static RosterRow row(
      RosterTable.Row line,
      int headings,
      RosterColumns columns,
      Map<String, Member> known,
      Map<String, Integer> seen) {
    String text = String.join(", ", line.fields());
    try {
      Member member = member(columns, line.fields(headings), known);
      Integer earlier = seen.putIfAbsent(member.email(), line.number());
      if (earlier != null) {
        throw new IllegalArgumentException("the same e-mail address is in row " + earlier);
      }
      return new RosterRow(line.number(), text, known.get(member.email()), member, "");
    } catch (IllegalArgumentException e) {
      return new RosterRow(line.number(), text, null, null, String.valueOf(e.getMessage()));
    }
  }

  private static Member member(
      RosterColumns columns, List<String> fields, Map<String, Member> known) {
    String email = Member.address(String.valueOf(columns.text(Field.EMAIL, fields)));
    Member before = known.getOrDefault(email, new Member("nobody@nowhere", "", "", Role.MEMBER));
    String name = columns.name(fields);
    String team = columns.text(Field.TEAM, fields);
    return new Member(
        email,
        name == null ? before.name() : name,
        team == null ? before.team() : team,
        role(columns.text(Field.ROLE, fields), before.role()));
  }

  private static Role role(@Nullable String name, Role before) {
    return name == null ? before : Role.of(name.isEmpty() ? Role.MEMBER.toString() : name);
  }
}
