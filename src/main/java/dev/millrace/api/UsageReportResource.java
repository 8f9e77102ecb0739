package dev.millrace.api;

import dev.millrace.keys.Scope;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.UsageLedger;
import dev.millrace.usage.UsageSelection;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * A day's usage of Claude Code in the shape of Anthropic's Claude Code Analytics API, for programs
 * that read that one. Errors are problem details, as everywhere here: such programs go by the
 * status.
 */
@Path("/v1/organizations/usage_report/claude_code")
@Blocking
public class UsageReportResource {

  private static final String TOOL = "claude-code";
  private static final int MAX_LIMIT = 1000;

  private final Caller caller;
  private final UsageLedger ledger;
  private final Clock clock;

  UsageReportResource(Caller caller, UsageLedger ledger, Clock clock) {
    this.caller = caller;
    this.ledger = ledger;
    this.clock = clock;
  }

  @GET
  @Needs(Scope.USAGE_READ)
  @Operation(
      summary = "Gives one day's usage of Claude Code per person and terminal, a page at a time")
  public UsageReport report(
      @Parameter(description = "The day, UTC; yesterday if open") @QueryParam("starting_at")
          @Nullable String startingAt,
      @Parameter(description = "Records of a page, from 1 to 1000")
          @QueryParam("limit")
          @DefaultValue("20")
          int limit,
      @Parameter(description = "next_page of the page before") @QueryParam("page")
          @Nullable String page) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ProblemException(400, "limit is from 1 to " + MAX_LIMIT + ", but was " + limit);
    }
    LocalDate day =
        startingAt == null
            ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1)
            : Period.day("starting_at", startingAt);
    ReportCursor after = page == null ? ReportCursor.START : ReportCursor.of(page, day);
    UsageSelection selection =
        new UsageSelection(caller.org(), day, day, Map.of(Dimension.TOOL, TOOL));
    Set<Dimension> by = Set.of(Dimension.PERSON, Dimension.TERMINAL, Dimension.MODEL);
    return UsageReport.of(selection, ledger.usage(selection, List.of(by)).get(0), after, limit);
  }
}
