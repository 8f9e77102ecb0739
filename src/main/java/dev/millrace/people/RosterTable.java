package dev.millrace.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.millrace.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rows of a roster as text, whatever a spreadsheet put between their fields.
 *
 * @param rows without those that are empty, the header first
 */
record RosterTable(List<Row> rows) {

  /** More than one page and one transaction should carry. */
  static final int MAX_ROWS = 10_000;

  /** Where commas stand in numbers, spreadsheets write semicolons; copied cells have tabs. */
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

  /** Excel's own way to say which it is, in a line before all others. */
  private static final String EXCELS_LINE = "sep=";

  private static final ObjectReader CSV =
      new CsvMapper()
          .readerFor(String[].class)
          .with(CsvParser.Feature.WRAP_AS_ARRAY)
          .with(CsvParser.Feature.TRIM_SPACES);

  static RosterTable of(String csv) {
    String text = csv.startsWith("\uFEFF") ? csv.substring(1) : csv;
    if (text.regionMatches(true, 0, EXCELS_LINE, 0, EXCELS_LINE.length())
        && text.length() > EXCELS_LINE.length()) {
      char separator = text.charAt(EXCELS_LINE.length());
      return read(text.replaceFirst("^.*\\R?", "\n"), separator);
    }
    return read(text, separator(text));
  }

  /** The one that parts the header into a column of e-mail addresses and others. */
  private static char separator(String text) {
    String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    return Stream.concat(SEPARATORS.stream(), Stream.of(','))
        .filter(separator -> hasEmail(header, separator))
        .max((one, other) -> Long.compare(count(header, one), count(header, other)))
        .orElse(',');
  }

  private static boolean hasEmail(String header, char separator) {
    return RosterColumns.of(
            Arrays.stream(header.split(Pattern.quote(String.valueOf(separator)))).toList())
        .have(RosterColumns.Field.EMAIL);
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(found -> found == wanted).count();
  }

  private static RosterTable read(String text, char separator) {
    ObjectReader reader =
        CSV.with(CsvSchema.emptySchema().withColumnSeparator(separator).withoutEscapeChar());
    try (MappingIterator<String[]> lines = reader.readValues(text)) {
      List<Row> rows = new ArrayList<>();
      for (int number = 1; lines.hasNextValue(); number++) {
        Row row =
            new Row(number, Arrays.stream(lines.nextValue()).map(PlainText::trimmed).toList());
        if (!row.isEmpty()) {
          rows.add(row);
        }
        if (rows.size() > MAX_ROWS + 1) {
          throw new IllegalArgumentException("a roster has at most " + MAX_ROWS + " members");
        }
      }
      return new RosterTable(List.copyOf(rows));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the roster is no CSV: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A row.
   *
   * @param number counted as spreadsheets do
   */
  record Row(int number, List<String> fields) {

    Row {
      fields = List.copyOf(fields);
    }

    boolean isEmpty() {
      return fields.stream().allMatch(String::isEmpty);
    }

    /**
     * As many fields as there are headings: empty ones too many are a spreadsheet's.
     *
     * @throws IllegalArgumentException if it has others
     */
    List<String> fields(int headings) {
      boolean emptyRest =
          fields.size() > headings
              && fields.subList(headings, fields.size()).stream().allMatch(String::isEmpty);
      if (fields.size() != headings && !emptyRest) {
        throw new IllegalArgumentException(
            "a row has %d fields, but this one has %d".formatted(headings, fields.size()));
      }
      return fields.subList(0, headings);
    }
  }
}
