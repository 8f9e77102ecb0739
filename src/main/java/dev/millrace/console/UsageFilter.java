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
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which usage a page shows, as its address says.
 *
 * @param days {@code month}, which is the default, {@code last-month}, a number of days up to
 *     today, or {@code custom} for {@code from} and {@code to}
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

  private static final String THIS_MONTH = "month";
  private static final String LAST_MONTH = "last-month";
  private static final Set<String> NUMBERS = Set.of("7", "28", "90");

  /** What the API gives at once. */
  private static final int MAX_DAYS = 800;

  /**
   * The usage that is meant.
   *
   * @throws IllegalArgumentException if the days make no sense, with why
   */
  UsageSelection selection(OrgId org, LocalDate today) {
    Period period = custom() ? named(today) : preset(today);
    return new UsageSelection(org, period.from(), period.to(), only());
  }

  private Period named(LocalDate today) {
    LocalDate first = day("The first day", from);
    LocalDate last = days == null && (to == null || to.isEmpty()) ? today : day("The last day", to);
    if (first.isAfter(last)) {
      throw new IllegalArgumentException("The first day is after the last");
    }
    if (!first.plusDays(MAX_DAYS).isAfter(last)) {
      throw new IllegalArgumentException("More than " + MAX_DAYS + " days cannot be shown at once");
    }
    return new Period(first, last, today);
  }

  private Period preset(LocalDate today) {
    String chosen = chosenDays();
    return switch (chosen) {
      case THIS_MONTH -> Period.thisMonth(today);
      case LAST_MONTH -> Period.lastMonth(today);
      default -> Period.last(Integer.parseInt(chosen), today);
    };
  }

  /** The default days, and nothing left out. */
  UsageSelection fallback(OrgId org, LocalDate today) {
    Period month = Period.thisMonth(today);
    return new UsageSelection(org, month.from(), month.to(), only());
  }

  /** The same but for the days. */
  UsageFilter withDays(String others) {
    return new UsageFilter(others, from, to, team, tool, model, person);
  }

  /** The option that is chosen. */
  String chosenDays() {
    if (custom()) {
      return CUSTOM;
    }
    boolean known = days != null && (NUMBERS.contains(days) || days.equals(LAST_MONTH));
    return known ? String.valueOf(days) : THIS_MONTH;
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

  /** The same as an address of a page, to which more fields can be added behind an ampersand. */
  String address(String page) {
    StringBuilder query = new StringBuilder();
    append(query, "days", days);
    if (custom()) {
      append(query, "from", from);
      append(query, "to", to);
    }
    append(query, "team", team);
    append(query, "tool", tool);
    append(query, "model", model);
    append(query, "person", person);
    return page + (query.isEmpty() ? "?" : query);
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
