package dev.millrace.console;

import dev.millrace.usage.UsageSelection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of figures, and the chart that the browser draws from it.
 *
 * @param id of its element, unique on the page
 * @param note what has to be known to read it; empty if nothing
 * @param zero what it means that all that would be drawn is 0
 * @param first headings of what names a row; tables show the first of them
 * @param plot how it is drawn
 * @param source where else it can be had
 * @param arrangement as the page shows its rows; null if as they are
 */
record FigureTable(
    String id,
    String title,
    String note,
    String zero,
    List<String> first,
    Plot plot,
    List<Column> columns,
    List<Row> rows,
    Source source,
    @Nullable Arrangement arrangement) {

  /** How many rows are shown before the rest has to be asked for. */
  private static final int SHOWN = 8;

  FigureTable {
    first = List.copyOf(first);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Whether it is drawn over days. */
  public boolean drawn() {
    return plot != Plot.NONE;
  }

  /** The heading of what names a row. */
  public String heading() {
    return first.get(0);
  }

  /** What is said in the place of a chart that would show nothing; empty if it shows something. */
  public String silence() {
    List<Cell> cells = rows.stream().map(row -> row.cells().get(0)).toList();
    if (!cells.stream().allMatch(Cell::isNothing)) {
      return "";
    }
    return cells.stream()
        .filter(Cell::inWords)
        .findFirst()
        .map(cell -> title + ": " + cell.text())
        .orElse(zero);
  }

  /** Its rows in the order that the page's address asks for. */
  FigureTable arranged(TableChoice choice, String address, boolean paged) {
    Arrangement arranged = Arrangement.of(this, choice, address, paged);
    return new FigureTable(id, title, note, zero, first, plot, columns, rows, source, arranged);
  }

  /** The same with another source. */
  FigureTable from(Source other) {
    return new FigureTable(id, title, note, zero, first, plot, columns, rows, other, arrangement);
  }

  /** Whether its rows can be sorted. */
  public boolean sortable() {
    return arrangement != null;
  }

  /** Whether its rows can be searched, and have pages. */
  public boolean paged() {
    return arrangement != null && arrangement.paged();
  }

  /** The rows that are shown at once. */
  public List<Row> head() {
    List<Row> shown = shown();
    return paged() ? shown : shown.subList(0, Math.min(SHOWN, shown.size()));
  }

  /** The rows that are shown if asked for. */
  public List<Row> tail() {
    List<Row> shown = shown();
    return shown.subList(head().size(), shown.size());
  }

  private List<Row> shown() {
    return arrangement == null ? rows : arrangement.shown();
  }

  /** What its columns are called where nothing but text says their units. */
  List<String> headings() {
    return Stream.concat(first.stream(), columns.stream().map(Column::withUnit)).toList();
  }

  /** Its values as they are drawn, behind what names each row. */
  List<List<String>> values() {
    return rows.stream().map(Row::values).toList();
  }

  /**
   * Where a table can be had by programs.
   *
   * @param csv address of what it shows
   * @param all address of all columns there are; empty if it shows them
   * @param api call of the API
   */
  record Source(String csv, String all, String api) {

    /** Usage by dimensions, joined by commas. */
    static Source ofGroups(String table, String by, UsageSelection selection) {
      String days = UsageFilter.query(selection);
      String query = "?by=" + by + "&" + days;
      return new Source(
          "/download/" + table + ".csv?" + days,
          "/download/usage.csv" + query,
          "/api/usage" + query);
    }

    /** The same with more in the query of the download. */
    Source with(String query) {
      return new Source(csv + query, all, api);
    }

    /** What the summary alone says. */
    static Source ofSummary(String table, UsageSelection selection) {
      String query = "?" + UsageFilter.query(selection);
      return new Source("/download/" + table + ".csv" + query, "", "/api/usage/summary" + query);
    }
  }

  /** How a table is drawn. */
  enum Plot {
    NONE(""),
    LINES("lines"),
    BARS("bars"),
    STACK("stack");

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

  /** What figures are in, and to how many decimals it makes sense to give them. */
  enum Unit {
    NONE("", "", 0),
    USD("$", " (USD)", 2),
    PERCENT("%", " (%)", 1),
    HOURS("h", " (h)", 1),
    SECONDS("s", " (s)", 2);

    private final String sign;
    private final String inHeading;
    private final int decimals;

    Unit(String sign, String inHeading, int decimals) {
      this.sign = sign;
      this.inHeading = inHeading;
      this.decimals = decimals;
    }

    /** A figure in it. */
    Cell cell(String text, @Nullable Double value) {
      return new Cell(
          text,
          value == null
              ? ""
              : BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString());
    }

    /** What an axis is labelled with. */
    @Override
    public String toString() {
      return sign;
    }
  }

  /**
   * A column of figures.
   *
   * @param key names it in addresses
   * @param drawn whether the chart shows it
   */
  record Column(String key, String heading, Unit unit, boolean drawn) {

    String withUnit() {
      return heading + unit.inHeading;
    }
  }

  /**
   * A row.
   *
   * @param name of the day, person, team, tool or model
   * @param link to a page about it; empty if there is none
   * @param detail beside the name; empty if there is none
   * @param bar how long its bar is, from 0 to 100; null if it has none
   * @param named what names it in a download, under the table's first headings
   */
  record Row(
      String name,
      String link,
      String detail,
      @Nullable Double bar,
      List<String> named,
      List<Cell> cells) {

    /** What stands beside a day that is not over. */
    static final String SO_FAR = "so far";

    Row {
      named = List.copyOf(named);
      cells = List.copyOf(cells);
    }

    /** One that is named by one name, wherever it is. */
    static Row of(String name, String link, String detail, @Nullable Double bar, List<Cell> cells) {
      return new Row(name, link, detail, bar, List.of(name), cells);
    }

    /** Whether it is of a day that is not over. */
    public boolean soFar() {
      return detail.equals(SO_FAR);
    }

    /** Whether what is searched for is in what names it. */
    boolean matches(String search) {
      String wanted = search.strip().toLowerCase(Locale.ROOT);
      return Stream.concat(Stream.of(name), named.stream())
          .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    List<String> values() {
      List<String> values = new ArrayList<>(named);
      cells.forEach(cell -> values.add(cell.value()));
      return values;
    }
  }

  /**
   * A figure.
   *
   * @param text as people read it
   * @param value as it is drawn and downloaded; empty where there is none
   */
  record Cell(String text, String value) {

    /** Whether it is 0 or not there. */
    boolean isNothing() {
      return value.isEmpty() || value.matches("0(\\.0+)?");
    }

    /** Whether it is a text, which may be long, and no figure or day. */
    public boolean isText() {
      return value.chars().anyMatch(Character::isLetter);
    }

    /** Whether it says in words why there is no figure. */
    public boolean inWords() {
      return value.isEmpty() && text.length() > 1;
    }
  }
}
