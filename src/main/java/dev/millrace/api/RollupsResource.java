package dev.millrace.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.millrace.Partition;
import dev.millrace.keys.Scope;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.RollupQueue;
import dev.millrace.usage.RollupRun;
import dev.millrace.usage.RollupRuns;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Rollups of the caller's organisation. */
@Path("/api/rollups")
@Blocking
public class RollupsResource {

  private static final int LATEST = 100;

  private final Caller caller;
  private final RollupQueue queue;
  private final RollupRuns runs;
  private final Clock clock;

  RollupsResource(Caller caller, RollupQueue queue, RollupRuns runs, Clock clock) {
    this.caller = caller;
    this.queue = queue;
    this.runs = runs;
    this.clock = clock;
  }

  @GET
  @Needs(Scope.ADMIN)
  @Operation(summary = "Lists the latest rollups, latest first")
  public List<RunView> list() {
    return runs.latest(caller.org(), LATEST).stream().map(RunView::of).toList();
  }

  @POST
  @Needs(Scope.ADMIN)
  @Operation(summary = "Asks for the days from and to, both included, to be rolled up again")
  public Response request(@Nullable Days days) {
    Period period =
        Period.of(days == null ? null : days.from(), days == null ? null : days.to(), clock, 1);
    String by = caller.key().id().value();
    boolean anew = days != null && Boolean.TRUE.equals(days.anew());
    RollupExtent extent = anew ? RollupExtent.ANEW : RollupExtent.AGAIN;
    List<RunView> requested =
        period
            .days()
            .map(day -> queue.request(new Partition(caller.org(), day), extent, by))
            .map(RunView::of)
            .toList();
    return Response.accepted(requested).build();
  }

  /**
   * Days of arrival, UTC.
   *
   * @param from as {@code to} if null
   * @param to today if null
   * @param anew whether everything is to be made again, and not only what is new, lost or was set
   *     aside
   */
  @RegisterForReflection
  record Days(@Nullable String from, @Nullable String to, @Nullable Boolean anew) {}

  /** A run as the API shows it. */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record RunView(
      UUID id,
      LocalDate received,
      String state,
      String requestedBy,
      Instant requestedAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      long objects,
      long objectsTotal,
      long bytes,
      List<LocalDate> eventDates,
      String error,
      List<SetAsideView> setAside,
      long setAsideTotal) {

    static RunView of(RollupRun run) {
      return new RunView(
          run.id(),
          run.partition().received(),
          run.state().name().toLowerCase(Locale.ROOT),
          run.requestedBy(),
          run.requestedAt(),
          run.startedAt(),
          run.finishedAt(),
          run.objects(),
          run.objectsTotal(),
          run.bytes(),
          run.eventDates(),
          run.error(),
          run.setAside().stream().map(one -> new SetAsideView(one.export(), one.reason())).toList(),
          run.setAsideTotal());
    }
  }

  /** An export that does not count, of which a run names the first hundred. */
  @RegisterForReflection
  record SetAsideView(String export, String reason) {}
}
