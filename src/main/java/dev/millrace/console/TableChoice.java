package dev.millrace.console;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/**
 * How a page's tables are to be shown, as its address says.
 *
 * @param sort table and column joined by a dot, with a minus before them for the least first
 * @param search what rows are to have in their names
 * @param page of the rows, from 1 on
 * @param stack what costs by day are divided by: {@code model} or {@code tool}
 */
record TableChoice(
    @QueryParam("sort") @DefaultValue("") String sort,
    @QueryParam("q") @DefaultValue("") String search,
    @QueryParam("page") @DefaultValue("") String page,
    @QueryParam("stack") @DefaultValue("") String stack) {

  static final TableChoice NONE = new TableChoice("", "", "", "");

  private static final String UP = "-";

  /** Whether costs are divided by tools, and not by models. */
  boolean byTool() {
    return stack.equals("tool");
  }

  /** The column by which the table of that id is sorted; null if it is not. */
  @Nullable String sortedBy(String table) {
    String wanted = ascending() ? sort.substring(UP.length()) : sort;
    return wanted.startsWith(table + ".") ? wanted.substring(table.length() + 1) : null;
  }

  /** Whether the least is first. */
  boolean ascending() {
    return sort.startsWith(UP);
  }

  /** The page that is asked for, from 1 on. */
  int pageNumber() {
    return page.matches("[1-9]\\d{0,5}") ? Integer.parseInt(page) : 1;
  }

  /** The same, sorted by a column; the other way round if it was already. */
  TableChoice sorting(String table, String column) {
    String wanted = table + "." + column;
    return new TableChoice(sort.equals(wanted) ? UP + wanted : wanted, search, "", stack);
  }

  TableChoice turnedTo(int number) {
    return new TableChoice(sort, search, Integer.toString(number), stack);
  }

  TableChoice stacking(String by) {
    return new TableChoice(sort, search, page, by);
  }

  /**
   * The address with these fields in its query; what is not chosen is left out.
   *
   * @param address with a query begun
   */
  String in(String address) {
    String fields =
        field("sort", sort) + field("q", search) + field("page", page) + field("stack", stack);
    boolean first = address.endsWith("?") || address.endsWith("&");
    return address + (first && !fields.isEmpty() ? fields.substring(1) : fields);
  }

  private static String field(String name, String value) {
    return value.isEmpty() ? "" : "&" + name + "=" + UsageFilter.encoded(value);
  }
}
