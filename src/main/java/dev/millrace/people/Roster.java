package dev.millrace.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A list of members as CSV. The first row names the columns, of which {@code email}, {@code name},
 * {@code team} and {@code role} are read in any order; what a column that is not there would say
 * stays as it is.
 *
 * @param rows in their order; without the header
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180, "Common Format and MIME Type for
 *     Comma-Separated Values (CSV) Files"</a>
 */
public record Roster(List<RosterRow> rows) {

  /** More than one page and one transaction should carry. */
  private static final int MAX_ROWS = 10_000;

  /** Spreadsheets put it in front. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final ObjectReader CSV =
      new CsvMapper()
          .readerFor(String[].class)
          .with(CsvParser.Feature.WRAP_AS_ARRAY)
          .with(CsvParser.Feature.TRIM_SPACES)
          .with(CsvParser.Feature.SKIP_EMPTY_LINES);

  public Roster {
    rows = List.copyOf(rows);
  }

  /**
   * Reads the text.
   *
   * @param current the members there are
   * @throws IllegalArgumentException if it is no CSV with a header, or too long
   */
  public static Roster read(String csv, List<Member> current) {
    List<List<String>> lines = lines(csv);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("the roster is empty");
    }
    List<String> header =
        lines.get(0).stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    if (!header.contains("email")) {
      throw new IllegalArgumentException(
          "the first row names the columns email, name, team and role, but was " + lines.get(0));
    }
    Map<String, Member> known =
        current.stream().collect(Collectors.toMap(Member::email, Function.identity()));
    List<RosterRow> rows = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      rows.add(row(i + 1, header, lines.get(i), known, seen));
    }
    return new Roster(rows);
  }

  /** Whether every row is good. */
  public boolean isGood() {
    return rows.stream().allMatch(row -> row.member() != null);
  }

  /** The members in the good rows. */
  public List<Member> members() {
    return rows.stream().map(RosterRow::member).filter(Objects::nonNull).toList();
  }

  private static List<List<String>> lines(String csv) {
    String text = csv.startsWith(BYTE_ORDER_MARK) ? csv.substring(1) : csv;
    try (MappingIterator<String[]> lines = CSV.readValues(text)) {
      List<List<String>> all = new ArrayList<>();
      while (lines.hasNextValue()) {
        all.add(List.of(lines.nextValue()));
        if (all.size() > MAX_ROWS + 1) {
          throw new IllegalArgumentException("a roster has at most " + MAX_ROWS + " members");
        }
      }
      return all;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the roster is no CSV: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RosterRow row(
      int number,
      List<String> header,
      List<String> fields,
      Map<String, Member> known,
      Map<String, Integer> seen) {
    String text = String.join(", ", fields);
    try {
      if (fields.size() != header.size()) {
        throw new IllegalArgumentException(
            "a row has %d fields, but this one has %d".formatted(header.size(), fields.size()));
      }
      Member member = member(header, fields, known);
      Integer earlier = seen.putIfAbsent(member.email(), number);
      if (earlier != null) {
        throw new IllegalArgumentException("the same e-mail address is in row " + earlier);
      }
      return new RosterRow(number, text, member, "");
    } catch (IllegalArgumentException e) {
      return new RosterRow(number, text, null, String.valueOf(e.getMessage()));
    }
  }

  private static Member member(
      List<String> header, List<String> fields, Map<String, Member> known) {
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      named.putIfAbsent(header.get(i), fields.get(i));
    }
    String email = named.getOrDefault("email", "").strip().toLowerCase(Locale.ROOT);
    Member before = known.getOrDefault(email, new Member("nobody@nowhere", "", "", Role.MEMBER));
    return new Member(
        email,
        named.getOrDefault("name", before.name()),
        named.getOrDefault("team", before.team()),
        role(named.get("role"), before.role()));
  }

  private static Role role(@Nullable String name, Role before) {
    return name == null ? before : Role.of(name.isEmpty() ? Role.MEMBER.toString() : name);
  }
}
