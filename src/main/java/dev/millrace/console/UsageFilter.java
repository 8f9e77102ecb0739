package dev.millrace.console;

import dev.millrace.OrgId;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.UsageSelection;
import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which usage a page shows, as its address says.
 *
 * @param days how many, up to today; {@code custom} for {@code from} and {@code to}
 * @param from first day; looked at only if {@code days} is {@code custom}
 * @param to last day; likewise
 */
record UsageFilter(
    @QueryParam("days") @Nullable String days,
    @QueryParam("from") @Nullable String from,
    @QueryParam("to") @Nullable String to,
    @QueryParam("team") @Nullable String team,
    @QueryParam("tool") @Nullable String tool,
    @QueryParam("model") @Nullable String model,
    @QueryParam("person") @Nullable String person) {

  static final String CUSTOM = "custom";

  /** Four weeks: a month that has as many Mondays as Sundays. */
  private static final int DEFAULT_DAYS = 28;

  /** What the API gives at once. */
  private static final int MAX_DAYS = 800;

  /**
   * The usage that is meant.
   *
   * @throws IllegalArgumentException if the days make no sense, with why
   */
  UsageSelection selection(OrgId org, LocalDate today) {
    if (!custom()) {
      return new UsageSelection(org, today.minusDays(number() - 1L), today, only());
    }
    LocalDate first = day("The first day", from);
    LocalDate last = days == null && (to == null || to.isEmpty()) ? today : day("The last day", to);
    if (first.isAfter(last)) {
      throw new IllegalArgumentException("The first day is after the last");
    }
    if (!first.plusDays(MAX_DAYS).isAfter(last)) {
      throw new IllegalArgumentException("More than " + MAX_DAYS + " days cannot be shown at once");
    }
    return new UsageSelection(org, first, last, only());
  }

  /** The default days, and nothing left out. */
  UsageSelection fallback(OrgId org, LocalDate today) {
    return new UsageSelection(org, today.minusDays(DEFAULT_DAYS - 1L), today, only());
  }

  /** The same but for the days. */
  UsageFilter withDays(String others) {
    return new UsageFilter(others, from, to, team, tool, model, person);
  }

  /** The option that is chosen. */
  String chosenDays() {
    return custom() ? CUSTOM : Integer.toString(number());
  }

  /** An address that names days means them, whether or not it says so besides. */
  private boolean custom() {
    boolean named = from != null && !from.isEmpty() || to != null && !to.isEmpty();
    return CUSTOM.equals(days) || (days == null || days.isEmpty()) && named;
  }

  /** The query that takes days and filters along to another page; empty if none were chosen. */
  String kept(@Nullable Dimension subject) {
    StringBuilder query = new StringBuilder();
    append(query, "days", days);
    if (custom()) {
      append(query, "from", from);
      append(query, "to", to);
    }
    append(query, "team", subject == null ? team : null);
    append(query, "tool", tool);
    append(query, "model", model);
    return query.toString();
  }

  private static void append(StringBuilder query, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(encoded(value));
    }
  }

  /** The selection as a query of the API and of downloads. */
  static String query(UsageSelection selection) {
    String only =
        selection.only().entrySet().stream()
            .map(entry -> "&" + entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining());
    return "from=" + selection.from() + "&to=" + selection.to() + only;
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private int number() {
    return switch (days == null ? "" : days) {
      case "7" -> 7;
      case "90" -> 90;
      default -> DEFAULT_DAYS;
    };
  }

  private Map<Dimension, String> only() {
    Map<Dimension, String> only = new EnumMap<>(Dimension.class);
    put(only, Dimension.TEAM, team);
    put(only, Dimension.TOOL, tool);
    put(only, Dimension.MODEL, model);
    put(only, Dimension.PERSON, person);
    return only;
  }

  private static void put(
      Map<Dimension, String> only, Dimension dimension, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      only.put(dimension, value);
    }
  }

  private static LocalDate day(String subject, @Nullable String text) {
    try {
      LocalDate day = LocalDate.parse(text == null ? "" : text);
      if (day.getYear() >= 1 && day.getYear() < 9999) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // answered as any other text that is no day
    }
    throw new IllegalArgumentException(subject + " has to be one such as 2026-01-31");
  }
}
