package dev.millrace.console;

import dev.millrace.Partition;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.RollupQueue;
import dev.millrace.usage.RollupRuns;
import dev.millrace.usage.UsageSelection;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rollups: how the latest went, and days to be rolled up again. */
@Path("/runs")
@Produces(MediaType.TEXT_HTML)
@OwnersOnly
@Blocking
public class RunsPage {

  private static final int LATEST = 100;

  private final Visitor visitor;
  private final RollupRuns runs;
  private final RollupQueue queue;
  private final KeyRegistry keys;
  private final Clock clock;

  RunsPage(Visitor visitor, RollupRuns runs, RollupQueue queue, KeyRegistry keys, Clock clock) {
    this.visitor = visitor;
    this.runs = runs;
    this.queue = queue;
    this.keys = keys;
    this.clock = clock;
  }

  @GET
  public TemplateInstance show() {
    String today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
    return new Runs(Progress.of(latest()), today, today, "");
  }

  /** The part of the page that changes while rollups are at work. */
  @GET
  @Path("latest")
  public TemplateInstance progress() {
    return new Latest(Progress.of(latest()));
  }

  @POST
  public Response recompute(
      @FormParam("from") @Nullable String from, @FormParam("to") @Nullable String to) {
    UsageSelection days;
    try {
      days =
          new UsageFilter(UsageFilter.CUSTOM, from, to, null, null, null, null)
              .selection(visitor.org(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    } catch (IllegalArgumentException e) {
      return Response.status(Response.Status.BAD_REQUEST)
          .entity(
              new Runs(
                  Progress.of(latest()),
                  from == null ? "" : from,
                  to == null ? "" : to,
                  String.valueOf(e.getMessage())))
          .build();
    }
    days.from()
        .datesUntil(days.to().plusDays(1))
        .forEach(
            day ->
                queue.request(
                    new Partition(visitor.org(), day),
                    RollupExtent.AGAIN,
                    visitor.session().actor()));
    return Response.seeOther(URI.create("/runs")).build();
  }

  private List<RunRow> latest() {
    Instant now = clock.instant();
    Actors actors = Actors.of(keys.list(visitor.org()));
    return runs.latest(visitor.org(), LATEST).stream()
        .map(run -> new RunRow(run, actors.named(run.requestedBy()), now))
        .toList();
  }

  /**
   * How far rollups are.
   *
   * @param open whether any is still to be made
   */
  record Progress(List<RunRow> rows, boolean open) {

    static Progress of(List<RunRow> rows) {
      return new Progress(rows, rows.stream().anyMatch(row -> row.state().open()));
    }
  }

  /**
   * The page.
   *
   * @param from as the form has it
   * @param to likewise
   * @param refusal what is to be changed in the form; empty if nothing
   */
  @CheckedTemplate
  record Runs(Progress progress, String from, String to, String refusal)
      implements TemplateInstance {}

  /** The list alone. */
  @CheckedTemplate
  record Latest(Progress progress) implements TemplateInstance {}
}
