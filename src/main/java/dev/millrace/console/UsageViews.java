package dev.millrace.console;

import dev.millrace.OrgId;
import dev.millrace.people.Member;
import dev.millrace.people.People;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.UsageChoices;
import dev.millrace.usage.UsageSelection;
import dev.millrace.usage.UsageSummaries;
import dev.millrace.usage.UsageSummary;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks usage up for pages: five statements, however much there is. */
@ApplicationScoped
class UsageViews {

  private final UsageSummaries summaries;
  private final UsageChoices choices;
  private final People people;
  private final ConsoleConfig config;
  private final Visitor visitor;
  private final Clock clock;

  UsageViews(
      UsageSummaries summaries,
      UsageChoices choices,
      People people,
      ConsoleConfig config,
      Visitor visitor,
      Clock clock) {
    this.visitor = visitor;
    this.summaries = summaries;
    this.choices = choices;
    this.people = people;
    this.config = config;
    this.clock = clock;
  }

  /**
   * What the filter means.
   *
   * @param action of the form that changes it
   */
  UsageView of(OrgId org, UsageFilter wanted, String action) {
    visitor.keep(wanted.kept(subjectOf(action)));
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    UsageSelection selection;
    String refusal = "";
    try {
      selection = wanted.selection(org, today);
    } catch (IllegalArgumentException e) {
      selection = wanted.fallback(org, today);
      refusal = String.valueOf(e.getMessage());
    }
    return view(selection, wanted.chosenDays(), refusal, action, now);
  }

  private UsageView view(
      UsageSelection selection,
      String days,
      String refusal,
      String action,
      Instant now) {
    UsageTables tables = tables(selection);
    UsageSummary summary = tables.summary();
    FilterForm form =
        FilterForm.of(
            action,
            subjectOf(action),
            days,
            selection,
            choices.of(selection.org(), selection.from(), selection.to()),
            refusal);
    List<Notice> notices = Notice.of(summary, config.staleAfter(), now);
    return new UsageView(summary, form, notices, tables, now);
  }

  /** The tables of a selection, all that there are. */
  UsageTables tables(UsageSelection selection) {
    return new UsageTables(
        summaries.of(selection, UsageTables.DIVISION),
        people.members(selection.org()).stream()
            .collect(Collectors.toMap(Member::email, Function.identity())));
  }

  private static @Nullable Dimension subjectOf(String action) {
    return switch (action) {
      case UsagePage.OF_TEAM -> Dimension.TEAM;
      case UsagePage.OF_PERSON -> Dimension.PERSON;
      default -> null;
    };
  }
}
