package dev.millrace.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.Figure;
import dev.millrace.usage.UsageGroup;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Usage as JSON and as CSV: the same columns in the same order. */
@Singleton
class UsageDocuments {

  private static final int NANO_DIGITS = 9;
  private static final int RATIO_DIGITS = 4;

  private final ObjectMapper json;
  private final CsvMapper csv = new CsvMapper();

  UsageDocuments(ObjectMapper json) {
    this.json = json;
  }

  /** An object with the days, the dimensions, and a row a group. */
  String json(Period period, Set<Dimension> by, List<UsageGroup> groups) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("from", period.from());
    document.put("to", period.to());
    document.put("by", by.stream().map(Dimension::toString).toList());
    document.put("rows", groups.stream().map(UsageDocuments::row).toList());
    try {
      return json.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("usage is always writable", e);
    }
  }

  /** A line of column names and a line a group; what is null is empty. */
  String csv(Set<Dimension> by, List<UsageGroup> groups) {
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true);
    by.forEach(dimension -> schema.addColumn(dimension.toString()));
    columns().forEach(schema::addColumn);
    try {
      return csv.writer(schema.build())
          .writeValueAsString(groups.stream().map(UsageDocuments::row).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("usage is always writable", e);
    }
  }

  private static List<String> columns() {
    return List.copyOf(row(UsageGroup.NONE).keySet());
  }

  private static Map<String, @Nullable Object> row(UsageGroup group) {
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
    row.put("edit_acceptance", share(group, Figure.EDITS_ACCEPTED, Figure.EDITS_REJECTED));
    row.put(
        "edit_acceptance_human",
        share(group, Figure.EDITS_ACCEPTED_HUMAN, Figure.EDITS_REJECTED_HUMAN));
    return row;
  }

  private static @Nullable BigDecimal usd(@Nullable Long nanoUsd) {
    return nanoUsd == null ? null : BigDecimal.valueOf(nanoUsd, NANO_DIGITS);
  }

  /** Accepted of all decided; null where nothing was decided. */
  private static @Nullable BigDecimal share(UsageGroup group, Figure accepted, Figure rejected) {
    long all = group.count(accepted) + group.count(rejected);
    return all == 0
        ? null
        : BigDecimal.valueOf(group.count(accepted))
            .divide(BigDecimal.valueOf(all), RATIO_DIGITS, RoundingMode.HALF_UP);
  }
}
