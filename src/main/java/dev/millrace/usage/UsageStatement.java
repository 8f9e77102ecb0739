package dev.millrace.usage;

import static java.util.stream.Collectors.joining;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The statement that adds up the rows of a selection, in several groupings at once.
 *
 * <p>Rows are added up into cells, of which there are few, and cells into groups. Cells by day are
 * others than those by all else, since there would be many by both.
 *
 * <p>Sessions are added up like all else, which is too many where one is met in several rows: these
 * are taken off again, and counted apart. Telling all sessions apart would take longer than the
 * sums.
 */
final class UsageStatement {

  private final UsageSelection selection;
  private final List<Set<Dimension>> groupings;

  /** What cells are by: those by day, and those by all else. */
  private final Map<Boolean, Set<Dimension>> cells = new TreeMap<>();

  private final Set<Dimension> dimensions;

  UsageStatement(UsageSelection selection, List<Set<Dimension>> groupings) {
    this.selection = selection;
    this.groupings = List.copyOf(groupings);
    for (Set<Dimension> grouping : groupings) {
      cells.computeIfAbsent(isByDay(grouping), UsageStatement::cell).addAll(grouping);
    }
    this.dimensions =
        new TreeSet<>(cells.values().stream().<Dimension>flatMap(Collection::stream).toList());
  }

  private static boolean isByDay(Set<Dimension> grouping) {
    return grouping.isEmpty() || grouping.contains(Dimension.DATE);
  }

  private static Set<Dimension> cell(boolean byDay) {
    return byDay ? new TreeSet<>(Set.of(Dimension.DATE)) : new TreeSet<>();
  }

  /** The values that {@link #sql} refers to. */
  Tuple parameters() {
    return SelectedRows.parameters(selection);
  }

  String sql() {
    return """
        %1$s,
        cells as (
          select grouping(%2$s) as left_out, %2$s, %3$s,
            bool_or(cost_source in ('reported', 'mixed')) as reported,
            bool_or(cost_source in ('derived', 'mixed')) as derived,
            null::text as repeated
          from selected group by grouping sets (%4$s)
        ),
        repeats as (
          select * from (
            select %2$s, session_id, count(*) over (partition by session_id collate "C") as times
            from selected cross join unnest(session_ids) as session_id
            where session_ids <> '{}'
          ) named
          where times > 1
        )
        select position, %6$s, %7$s, bool_or(reported) as reported, bool_or(derived) as derived
        from (
          table cells union all select null, %2$s, %5$s, null, null, session_id from repeats
        ) parts
          join (values %8$s) as wanted(position, cell, %9$s) on left_out is null or left_out = cell
        group by %10$s order by %10$s"""
        .formatted(
            SelectedRows.with(selection),
            columns("%s"),
            figures(figure -> figure.ofRows() + " as " + figure),
            cells.values().stream().map(UsageStatement::columns).collect(joining(", ")),
            figures(figure -> figure == Figure.SESSIONS ? "-1" : "null"),
            columns("case when with_%1$s then %1$s end as %1$s"),
            figures(figure -> figure.ofGathered() + " as " + figure),
            wanted(),
            columns("with_%s"),
            IntStream.rangeClosed(1, dimensions.size() + 1)
                .mapToObj(String::valueOf)
                .collect(joining(", ")));
  }

  /** The groups of each grouping, in the order of the groupings. */
  List<List<UsageGroup>> groups(Iterable<Row> rows) {
    List<List<UsageGroup>> groups = new ArrayList<>();
    groupings.forEach(grouping -> groups.add(new ArrayList<>()));
    for (Row row : rows) {
      int position = row.getInteger("position");
      groups.get(position).add(group(groupings.get(position), row));
    }
    return groups;
  }

  /**
   * A row for each grouping: its position, the cells it is made of, and which dimensions it has.
   */
  private String wanted() {
    return IntStream.range(0, groupings.size())
        .mapToObj(
            i ->
                "(%d, %d, %s)"
                    .formatted(
                        i,
                        leftOut(cells.getOrDefault(isByDay(groupings.get(i)), Set.of())),
                        dimensions.stream()
                            .map(dimension -> groupings.get(i).contains(dimension) + "")
                            .collect(joining(", "))))
        .collect(joining(", "));
  }

  /** PostgreSQL's mark of cells: a bit for each dimension that they are not by. */
  private int leftOut(Set<Dimension> cell) {
    int bits = 0;
    for (Dimension dimension : dimensions) {
      bits = bits * 2 + (cell.contains(dimension) ? 0 : 1);
    }
    return bits;
  }

  private String columns(String format) {
    return dimensions.stream()
        .map(SelectedRows::column)
        .map(format::formatted)
        .collect(joining(", "));
  }

  private static String columns(Set<Dimension> cell) {
    return cell.stream().map(SelectedRows::column).collect(joining(", ", "(", ")"));
  }

  private static String figures(Function<Figure, String> sql) {
    return Arrays.stream(Figure.values()).map(sql).collect(joining(", "));
  }

  private static UsageGroup group(Set<Dimension> by, Row row) {
    Map<Dimension, String> group = new EnumMap<>(Dimension.class);
    by.forEach(dimension -> group.put(dimension, row.getString(SelectedRows.column(dimension))));
    Map<Figure, @Nullable Long> figures = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      figures.put(figure, row.getLong(figure.toString()));
    }
    Long unpriced = figures.get(Figure.TOKENS_UNPRICED);
    return new UsageGroup(
        group,
        figures,
        CostSource.of(
            figures.get(Figure.COST_NANO_USD) != null,
            unpriced == null || unpriced == 0,
            row.getBoolean("reported"),
            row.getBoolean("derived")));
  }
}
