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
import java.util.Map;
import java.util.Set;
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
   * @param by what the page's tables are by, besides date and person
   */
  UsageView of(OrgId org, UsageFilter wanted, String action, Set<Dimension> by) {
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
    return view(selection, wanted.chosenDays(), refusal, action, by, now);
  }

  private UsageView view(
      UsageSelection selection,
      String days,
      String refusal,
      String action,
      Set<Dimension> by,
      Instant now) {
    UsageSummary summary = summaries.of(selection, by);
    Map<String, String> names =
        people.members(selection.org()).stream()
            .collect(Collectors.toMap(Member::email, Member::name));
    FilterForm form =
        FilterForm.of(
            action,
            subjectOf(action),
            days,
            selection,
            choices.of(selection.org(), selection.from(), selection.to()),
            refusal);
    List<Notice> notices = Notice.of(summary, config.staleAfter(), now);
    return new UsageView(summary, form, notices, new UsageTables(summary, names), now);
  }

  private static @Nullable Dimension subjectOf(String action) {
    return switch (action) {
      case UsagePage.OF_TEAM -> Dimension.TEAM;
      case UsagePage.OF_PERSON -> Dimension.PERSON;
      default -> null;
    };
  }
}
