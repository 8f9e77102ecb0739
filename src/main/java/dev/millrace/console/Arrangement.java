package dev.millrace.console;

import dev.millrace.console.FigureTable.Row;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table's rows in the order, and as far, as the page's address asks.
 *
 * @param table its id
 * @param address of the page with its days and filters, and a query begun
 * @param found how many rows there are of those that were searched for
 * @param shown the rows of the page; of a table without pages all
 * @param paged whether it can be searched and has pages
 */
record Arrangement(
    String table, TableChoice choice, String address, int found, List<Row> shown, boolean paged) {

  /** How many rows a page has. */
  static final int SIZE = 25;

  /** The key of the column that names rows. */
  static final String NAME = "name";

  Arrangement {
    shown = List.copyOf(shown);
  }

  static Arrangement of(FigureTable table, TableChoice choice, String address, boolean paged) {
    List<Row> wanted =
        paged
            ? table.rows().stream().filter(row -> row.matches(choice.search())).toList()
            : table.rows();
    List<Row> sorted = sorted(table, wanted, choice);
    int first = Math.min(sorted.size(), (page(choice, sorted.size()) - 1) * SIZE);
    List<Row> shown = paged ? sorted.subList(first, Math.min(first + SIZE, sorted.size())) : sorted;
    return new Arrangement(table.id(), choice, address, sorted.size(), shown, paged);
  }

  private static List<Row> sorted(FigureTable table, List<Row> rows, TableChoice choice) {
    String column = choice.sortedBy(table.id());
    if (column == null) {
      return rows;
    }
    return order(table, column)
        .map(order -> rows.stream().sorted(choice.ascending() ? order : order.reversed()).toList())
        .orElse(rows);
  }

  /** Names come A to Z where figures come the most first. */
  private static Optional<Comparator<Row>> order(FigureTable table, String column) {
    if (column.equals(NAME)) {
      Comparator<Row> byName = Comparator.comparing(row -> row.name().toLowerCase(Locale.ROOT));
      return Optional.of(byName.reversed());
    }
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.columns().get(i).key().equals(column)) {
        int index = i;
        return Optional.of(by(row -> row.cells().get(index).value()));
      }
    }
    return Optional.empty();
  }

  /** Numbers as numbers, texts before them, and what is not known least of all. */
  private static Comparator<Row> by(Function<Row, String> value) {
    return Comparator.<Row, Boolean>comparing(row -> !value.apply(row).isEmpty())
        .thenComparing(
            row -> number(value.apply(row)), Comparator.nullsFirst(Comparator.naturalOrder()))
        .thenComparing(value);
  }

  private static @Nullable BigDecimal number(String value) {
    return value.matches("-?\\d+(\\.\\d+)?") ? new BigDecimal(value) : null;
  }

  private static int page(TableChoice choice, int rows) {
    return Math.min(choice.pageNumber(), Math.max(1, pages(rows)));
  }

  private static int pages(int rows) {
    return (rows + SIZE - 1) / SIZE;
  }

  /** Where a click on a column's heading leads. */
  public String sortLink(String column) {
    return choice.sorting(table, column).in(address) + "#" + table;
  }

  /** As {@code aria-sort} has it; empty if not by this column. */
  public String sorted(String column) {
    return !column.equals(choice.sortedBy(table))
        ? ""
        : choice.ascending() == column.equals(NAME) ? "descending" : "ascending";
  }

  public int page() {
    return page(choice, found);
  }

  public int pages() {
    return pages(found);
  }

  /** Where the page before is. */
  public String previous() {
    return pageLink(page() - 1);
  }

  /** Where the next page is. */
  public String next() {
    return pageLink(page() + 1);
  }

  private String pageLink(int number) {
    return choice.turnedTo(number).in(address) + "#" + table;
  }

  /** The query's fields that a search takes along. */
  public List<Field> fields() {
    return Field.of(
        address.substring(address.indexOf('?') + 1)
            + "&sort="
            + UsageFilter.encoded(choice.sort()));
  }

  /** Where a search begins. */
  public String action() {
    return address.substring(0, address.indexOf('?')) + "#" + table;
  }
}
