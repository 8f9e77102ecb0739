package dev.millrace.console;

import dev.millrace.OrgId;
import dev.millrace.people.Member;
import dev.millrace.people.People;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.UsageChoices;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageLedger;
import dev.millrace.usage.UsageSelection;
import dev.millrace.usage.UsageSummaries;
import dev.millrace.usage.UsageSummary;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks usage up for pages: six statements, however much there is. */
@ApplicationScoped
class UsageViews {

  private final UsageSummaries summaries;
  private final UsageLedger ledger;
  private final UsageChoices choices;
  private final People people;
  private final ConsoleConfig config;
  private final Visitor visitor;
  private final Clock clock;

  UsageViews(
      UsageSummaries summaries,
      UsageLedger ledger,
      UsageChoices choices,
      People people,
      ConsoleConfig config,
      Visitor visitor,
      Clock clock) {
    this.visitor = visitor;
    this.summaries = summaries;
    this.ledger = ledger;
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
  UsageView of(OrgId org, UsageFilter wanted, TableChoice choice, String action) {
    visitor.keep(wanted.kept(subjectOf(action)));
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    UsageSelection selection;
    String refusal = "";
    try {
      selection = wanted.selection(org, today);
    } catch (IllegalArgumentException e) {
      selection = wanted.fallback(org, today);
      refusal = String.valueOf(e.getMessage());
    }
    FilterForm form =
        FilterForm.of(
            action,
            subjectOf(action),
            wanted.chosenDays(),
            selection,
            choices.of(org, selection.from(), selection.to()),
            refusal);
    UsageTables tables = tables(selection, choice, wanted.address(action));
    Instant now = clock.instant();
    List<Notice> notices = Notice.of(tables.summary(), config.staleAfter(), now);
    return new UsageView(
        tables, form, notices, new Period(selection.from(), selection.to(), today), now);
  }

  /** The tables of a selection, all that there are. */
  UsageTables tables(UsageSelection selection, TableChoice choice, String address) {
    UsageSummary summary = summaries.of(selection, UsageTables.DIVISION);
    return new UsageTables(
        summary,
        comparison(summary),
        people.members(selection.org()).stream()
            .collect(Collectors.toMap(Member::email, Function.identity())),
        choice,
        address);
  }

  private Comparison comparison(UsageSummary summary) {
    UsageSelection now = summary.selection();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Period before = new Period(now.from(), now.to(), today).before();
    LocalDate first = summary.freshness().firstDay();
    if (first == null || first.isAfter(before.from())) {
      return new Comparison(before, Map.of());
    }
    UsageSelection then = new UsageSelection(now.org(), before.from(), before.to(), now.only());
    List<List<UsageGroup>> usage = ledger.usage(then, Comparison.DIVISION);
    Map<Set<Dimension>, List<UsageGroup>> groups = new HashMap<>();
    Comparison.DIVISION.forEach(grouping -> groups.put(grouping, usage.get(groups.size())));
    return new Comparison(before, groups);
  }

  private static @Nullable Dimension subjectOf(String action) {
    return switch (action) {
      case UsagePage.OF_TEAM -> Dimension.TEAM;
      case UsagePage.OF_PERSON -> Dimension.PERSON;
      default -> null;
    };
  }
}
