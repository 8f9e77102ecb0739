package dev.millrace.usage;

import java.util.Arrays;
import java.util.Locale;

/** What usage can be grouped by. */
public enum Dimension {
  DATE("u.event_date::text"),
  /** The member, whatever they are called in the data; where they are none, as the data says. */
  PERSON("p.name"),
  TOOL("u.tool"),
  MODEL("u.model"),
  /** The roster's team; where the person is in none, the team the sender says. */
  TEAM("coalesce(nullif(p.team, ''), u.team)"),
  TERMINAL("u.terminal");

  private final String sql;

  Dimension(String sql) {
    this.sql = sql;
  }

  /** The SQL that gives it from a row of usage {@code u} and its person {@code p}. */
  String sql() {
    return sql;
  }

  /**
   * The dimension of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Dimension of(String name) {
    return Arrays.stream(values())
        .filter(dimension -> dimension.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "usage is grouped by some of "
                        + Arrays.toString(values())
                        + ", but was asked for \""
                        + name
                        + "\""));
  }

  /** Lower case, as in the API. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
