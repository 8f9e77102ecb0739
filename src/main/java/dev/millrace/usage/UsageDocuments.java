package dev.millrace.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Usage as JSON and as CSV: the same columns in the same order.
 *
 * <p>A text that a spreadsheet would take for a formula stands behind an apostrophe in CSV, as
 * spreadsheets themselves write it; names come from whoever sends.
 */
@Singleton
public class UsageDocuments {

  /** What makes spreadsheets compute instead of showing. */
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final int NANO_DIGITS = 9;
  private static final int RATIO_DIGITS = 4;

  private final ObjectMapper json;
  private final CsvMapper csv = new CsvMapper();

  UsageDocuments(ObjectMapper json) {
    this.json = json;
  }

  /** An object with the days, the dimensions, and a row a group. */
  public String json(UsageSelection selection, Set<Dimension> by, List<UsageGroup> groups) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("from", selection.from());
    document.put("to", selection.to());
    document.put("by", by.stream().map(Dimension::toString).toList());
    document.put("rows", groups.stream().map(UsageDocuments::row).toList());
    try {
      return json.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("usage is always writable", e);
    }
  }

  /** A line of column names and a line a group; what is null is empty. */
  public String csv(Set<Dimension> by, List<UsageGroup> groups) {
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true);
    by.forEach(dimension -> schema.addColumn(dimension.toString()));
    columns().forEach(schema::addColumn);
    try {
      return csv.writer(schema.build())
          .writeValueAsString(groups.stream().map(UsageDocuments::csvRow).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("usage is always writable", e);
    }
  }

  /** A line of headings and a line a row, of figures and of texts that are anybody's. */
  public String csv(List<String> headings, List<List<String>> rows) {
    try {
      return csv.writer(CsvSchema.emptySchema())
          .with(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .writeValueAsString(
              Stream.concat(Stream.of(headings), rows.stream())
                  .map(row -> row.stream().map(UsageDocuments::asTextUnlessNumber).toList())
                  .toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always writable", e);
    }
  }

  private static String asTextUnlessNumber(String value) {
    return NUMBER.matcher(value).matches() ? value : asText(value);
  }

  private static Map<String, @Nullable Object> csvRow(UsageGroup group) {
    Map<String, @Nullable Object> row = row(group);
    group.by().forEach((dimension, value) -> row.put(dimension.toString(), asText(value)));
    return row;
  }

  private static String asText(String value) {
    return !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
  }

  private static List<String> columns() {
    return List.copyOf(row(UsageGroup.NONE).keySet());
  }

  /** The figures of a group by their names in the API, behind the group's dimensions. */
  public static Map<String, @Nullable Object> row(UsageGroup group) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    group.by().forEach((dimension, value) -> row.put(dimension.toString(), value));
    for (Figure figure : Figure.values()) {
      if (figure == Figure.COST_NANO_USD) {
        row.put("cost_usd", usd(group.figures().get(figure)));
        row.put("cost_source", group.costSource().toString());
      } else {
        row.put(figure.toString(), group.figures().get(figure));
      }
    }
    row.put("edit_acceptance", ratio(group.editAcceptance()));
    row.put("edit_acceptance_human", ratio(group.editAcceptanceHuman()));
    return row;
  }

  private static @Nullable BigDecimal usd(@Nullable Long nanoUsd) {
    return nanoUsd == null ? null : BigDecimal.valueOf(nanoUsd, NANO_DIGITS);
  }

  private static @Nullable BigDecimal ratio(@Nullable Double share) {
    return share == null
        ? null
        : BigDecimal.valueOf(share).setScale(RATIO_DIGITS, RoundingMode.HALF_UP);
  }
}
