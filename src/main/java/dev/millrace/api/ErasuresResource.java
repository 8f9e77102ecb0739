package dev.millrace.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.millrace.keys.Scope;
import dev.millrace.usage.ErasureRun;
import dev.millrace.usage.ErasureRuns;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Erasures of people that the caller's organisation asked for. */
@Path("/api/erasures")
@Blocking
public class ErasuresResource {

  private static final int LATEST = 100;

  private final Caller caller;
  private final ErasureRuns runs;

  ErasuresResource(Caller caller, ErasureRuns runs) {
    this.caller = caller;
    this.runs = runs;
  }

  @GET
  @Needs(Scope.ADMIN)
  @Operation(summary = "Lists the latest erasures, latest first; they do not say whose")
  public List<ErasureView> list() {
    return runs.latest(caller.org(), LATEST).stream().map(ErasureView::of).toList();
  }

  @GET
  @Path("{erasure}")
  @Needs(Scope.ADMIN)
  @Operation(summary = "Reports how far an erasure is, and what was erased")
  public ErasureView get(@PathParam("erasure") String erasure) {
    return id(erasure)
        .flatMap(id -> runs.find(caller.org(), id))
        .map(ErasureView::of)
        .orElseThrow(() -> new ProblemException(404, "the organisation has no erasure of that id"));
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * An erasure as the API shows it.
   *
   * @param doneThrough the last day of arrival of which nothing is left to do
   * @param emptied landed objects of which nothing is left
   * @param rewritten landed objects of which others' records are left
   * @param records that were taken out
   * @param days of arrival that were rolled up again
   */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record ErasureView(
      UUID id,
      String state,
      String requestedBy,
      Instant requestedAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable LocalDate doneThrough,
      long emptied,
      long rewritten,
      long records,
      List<LocalDate> days,
      String error) {

    static ErasureView of(ErasureRun run) {
      return new ErasureView(
          run.id(),
          run.state().name().toLowerCase(Locale.ROOT),
          run.requestedBy(),
          run.requestedAt(),
          run.startedAt(),
          run.finishedAt(),
          run.doneThrough(),
          run.emptied(),
          run.rewritten(),
          run.records(),
          run.days(),
          run.error());
    }
  }
}
