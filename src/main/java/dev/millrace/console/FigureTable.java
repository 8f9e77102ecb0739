package dev.millrace.console;

import dev.millrace.usage.Dimension;
import dev.millrace.usage.UsageSelection;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of figures, and the chart that the browser draws from it.
 *
 * @param id of its element, unique on the page
 * @param note what has to be known to read it; empty if nothing
 * @param first heading of the column of rows' names
 * @param plot how it is drawn
 * @param source where else it can be had
 */
record FigureTable(
    String id,
    String title,
    String note,
    String first,
    Plot plot,
    List<Column> columns,
    List<Row> rows,
    Source source) {

  /** How many rows are shown before the rest has to be asked for. */
  private static final int SHOWN = 8;

  FigureTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Whether it is drawn over days. */
  public boolean drawn() {
    return plot != Plot.NONE;
  }

  /** The rows that are shown at once. */
  public List<Row> head() {
    return rows.subList(0, Math.min(SHOWN, rows.size()));
  }

  /** The rows that are shown if asked for. */
  public List<Row> tail() {
    return rows.subList(head().size(), rows.size());
  }

  /** The values as CSV: in it are days and words of our own, and no text of anybody else's. */
  String csv() {
    String heading =
        columns.stream().map(Column::heading).collect(Collectors.joining(",", first + ",", "\n"));
    return rows.stream()
        .map(row -> row.cells().stream().map(Cell::value).collect(joined(row.name())))
        .collect(Collectors.joining("", heading, ""));
  }

  private static Collector<CharSequence, ?, String> joined(String name) {
    return Collectors.joining(",", name + ",", "\n");
  }

  /**
   * Where a table can be had by programs.
   *
   * @param csv address of the download
   * @param api call of the API
   */
  record Source(String csv, String api) {

    /** Usage by a dimension. */
    static Source ofGroups(Dimension by, UsageSelection selection) {
      String query = "?by=" + by + "&" + UsageFilter.query(selection);
      return new Source("/download/usage.csv" + query, "/api/usage" + query);
    }

    /** What the summary alone says. */
    static Source ofSummary(String table, UsageSelection selection) {
      String query = "?" + UsageFilter.query(selection);
      return new Source("/download/" + table + ".csv" + query, "/api/usage/summary" + query);
    }
  }

  /** How a table is drawn. */
  enum Plot {
    NONE(""),
    LINES("lines"),
    BARS("bars");

    private final String kind;

    Plot(String kind) {
      this.kind = kind;
    }

    /** As the script knows it. */
    @Override
    public String toString() {
      return kind;
    }
  }

  /**
   * A column of figures.
   *
   * @param unit what the chart's axis is labelled with: {@code %}, {@code $} or nothing; null if
   *     the column is not drawn
   */
  record Column(String heading, @Nullable String unit) {}

  /**
   * A row.
   *
   * @param name of the day, person, team, tool or model
   * @param link to a page about it; empty if there is none
   * @param detail beside the name; empty if there is none
   * @param bar how long its bar is, from 0 to 100; null if it has none
   */
  record Row(String name, String link, String detail, @Nullable Double bar, List<Cell> cells) {

    Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A figure.
   *
   * @param text as people read it
   * @param value as it is drawn; empty where there is none
   */
  record Cell(String text, String value) {}
}
