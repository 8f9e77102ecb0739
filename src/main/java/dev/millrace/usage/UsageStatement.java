package dev.millrace.usage;

import static java.util.stream.Collectors.joining;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statement that adds up the rows of a selection, in several groupings at once.
 *
 * <p>People, days and sessions are counted apart from what is summed: one that is met in several
 * rows of a group is one, and telling them apart takes sorting that the sums do without. The parts
 * are put together by grouping once more: of a join PostgreSQL would have to guess how many groups
 * there are, and does so badly.
 */
final class UsageStatement {

  private final UsageSelection selection;
  private final List<Set<Dimension>> groupings;
  private final List<Dimension> dimensions;

  UsageStatement(UsageSelection selection, List<Set<Dimension>> groupings) {
    this.selection = selection;
    this.groupings = List.copyOf(groupings);
    this.dimensions =
        List.copyOf(
            new TreeSet<>(groupings.stream().<Dimension>flatMap(Collection::stream).toList()));
  }

  /** The values that {@link #sql} refers to. */
  Tuple parameters() {
    return SelectedRows.parameters(selection);
  }

  String sql() {
    List<String> sums = names(Figure.ofRows());
    List<String> distincts = names(Figure.ofDistinct());
    return """
        with selected as (%1$s),
        parts as (
          select %2$s, %3$s, %4$s,
            bool_or(cost_source in ('reported', 'mixed')) as reported,
            bool_or(cost_source in ('derived', 'mixed')) as derived,
            0::bigint as named_sessions
          from selected %7$s
          union all
          select %2$s, %5$s, %6$s, null, null, null from selected %7$s
          union all
          select %2$s, %5$s, %4$s, null, null, count(distinct session_id collate "C")
          from selected cross join unnest(session_ids) as session_id %7$s
        )
        select left_out%8$s, %9$s,
          bool_or(reported) as reported, bool_or(derived) as derived,
          max(named_sessions) as named_sessions
        from parts group by left_out%8$s order by left_out%8$s"""
        .formatted(
            SelectedRows.sql(selection),
            groupColumns(),
            figures(Figure.ofRows()),
            nothingFor(distincts),
            nothingFor(sums),
            figures(Figure.ofDistinct()),
            groupBy(),
            each(", %s"),
            Stream.concat(sums.stream(), distincts.stream())
                .map("max(%1$s) as %1$s"::formatted)
                .collect(joining(", ")));
  }

  /** The groups of each grouping, in the order of the groupings. */
  List<List<UsageGroup>> groups(Iterable<Row> rows) {
    List<List<UsageGroup>> groups = new ArrayList<>();
    groupings.forEach(grouping -> groups.add(new ArrayList<>()));
    for (Row row : rows) {
      for (int i = 0; i < groupings.size(); i++) {
        if (row.getInteger("left_out") == leftOut(groupings.get(i))) {
          groups.get(i).add(group(groupings.get(i), row));
        }
      }
    }
    return groups;
  }

  /** PostgreSQL's mark of a grouping: a bit for each dimension that is not in it. */
  private int leftOut(Set<Dimension> grouping) {
    int bits = 0;
    for (Dimension dimension : dimensions) {
      bits = bits * 2 + (grouping.contains(dimension) ? 0 : 1);
    }
    return bits;
  }

  private String groupColumns() {
    return "grouping(org" + each(", %s") + ") as left_out" + each(", %s");
  }

  private String groupBy() {
    return groupings.stream()
        .map(
            grouping ->
                grouping.stream().map(d -> ", " + column(d)).collect(joining("", "(org", ")")))
        .distinct()
        .collect(joining(", ", "group by grouping sets (", ")"));
  }

  private String each(String format) {
    return dimensions.stream().map(d -> format.formatted(column(d))).collect(joining());
  }

  private static List<String> names(List<Figure> figures) {
    return figures.stream().map(Figure::toString).toList();
  }

  /** What one part of the statement leaves to the others. */
  private static String nothingFor(List<String> names) {
    return names.stream().map("null::bigint as %s"::formatted).collect(joining(", "));
  }

  private static String figures(List<Figure> figures) {
    return figures.stream().map(UsageStatement::figure).collect(joining(", "));
  }

  /** Cut off where no number holds it; null stays null, which {@code least} alone would not do. */
  private static String figure(Figure figure) {
    return "case when %1$s is not null then least(%1$s, %2$d)::bigint end as %3$s"
        .formatted(figure.sql(), Long.MAX_VALUE, figure);
  }

  private static String column(Dimension dimension) {
    return SelectedRows.column(dimension);
  }

  private static UsageGroup group(Set<Dimension> by, Row row) {
    Map<Dimension, String> group = new EnumMap<>(Dimension.class);
    by.forEach(dimension -> group.put(dimension, row.getString(column(dimension))));
    Map<Figure, @Nullable Long> figures = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      figures.put(figure, row.getLong(figure.toString()));
    }
    figures.merge(Figure.SESSIONS, row.getLong("named_sessions"), Long::sum);
    return new UsageGroup(
        group, figures, CostSource.of(row.getBoolean("reported"), row.getBoolean("derived")));
  }
}
