package dev.millrace.console;

import dev.millrace.usage.Dimension;
import dev.millrace.usage.UsageSelection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The form above figures that chooses what they are of.
 *
 * @param action where it leads
 * @param subject what its page is about one of; null if about the organisation
 * @param days the chosen option
 * @param from first day
 * @param to last day
 * @param person that the page is about; empty if about nobody
 * @param choices what can be chosen besides the days; not what the page itself is about
 * @param refusal why the address was not followed; empty if it was
 */
record FilterForm(
    String action,
    @Nullable Dimension subject,
    String days,
    String from,
    String to,
    String person,
    List<Choice> choices,
    String refusal) {

  FilterForm {
    choices = List.copyOf(choices);
  }

  static FilterForm of(
      String action,
      @Nullable Dimension subject,
      String days,
      UsageSelection selection,
      Map<Dimension, SortedSet<String>> values,
      String refusal) {
    return new FilterForm(
        action,
        subject,
        days,
        selection.from().toString(),
        selection.to().toString(),
        selection.only().getOrDefault(Dimension.PERSON, ""),
        List.of(
            Choice.of("All teams", Dimension.TEAM, selection, values),
            Choice.of("All tools", Dimension.TOOL, selection, values),
            Choice.of("All models", Dimension.MODEL, selection, values)),
        refusal);
  }

  /** The same page without days and filters; whom or what it is about stays. */
  public String reset() {
    if (subject == null) {
      return action;
    }
    String value = subject == Dimension.PERSON ? person : choices.get(0).chosen();
    return action + "?" + subject + "=" + UsageFilter.encoded(value);
  }

  /** The same of the last month. */
  public String lastMonth() {
    String whole = reset();
    return whole + (whole.contains("?") ? "&" : "?") + "days=last-month";
  }

  /** Whether anything is left out. */
  public boolean narrowed() {
    return choices.stream().anyMatch(choice -> !choice.chosen().isEmpty());
  }

  /**
   * One thing to choose.
   *
   * @param name of its field
   * @param label of the field
   * @param all what stands for no choice
   * @param chosen empty if nothing is
   */
  record Choice(String name, String label, String all, String chosen, List<String> values) {

    static Choice of(
        String all,
        Dimension dimension,
        UsageSelection selection,
        Map<Dimension, SortedSet<String>> values) {
      String chosen = selection.only().getOrDefault(dimension, "");
      SortedSet<String> offered = new TreeSet<>(values.getOrDefault(dimension, new TreeSet<>()));
      if (!chosen.isEmpty()) {
        offered.add(chosen);
      }
      String name = dimension.toString();
      String label = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
      return new Choice(name, label, all, chosen, List.copyOf(offered));
    }
  }
}
