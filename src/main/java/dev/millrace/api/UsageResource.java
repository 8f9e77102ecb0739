package dev.millrace.api;

import dev.millrace.keys.Scope;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.UsageDocuments;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageLedger;
import dev.millrace.usage.UsageSelection;
import dev.millrace.usage.UsageSummaries;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Usage of the caller's organisation. */
@Path("/api/usage")
@Blocking
public class UsageResource {

  private final Caller caller;
  private final UsageLedger ledger;
  private final UsageSummaries summaries;
  private final UsageDocuments documents;
  private final Clock clock;

  UsageResource(
      Caller caller,
      UsageLedger ledger,
      UsageSummaries summaries,
      UsageDocuments documents,
      Clock clock) {
    this.caller = caller;
    this.ledger = ledger;
    this.summaries = summaries;
    this.documents = documents;
    this.clock = clock;
  }

  @GET
  @Needs(Scope.USAGE_READ)
  @Operation(summary = "Gives the usage of some days, grouped")
  public Response usage(
      @BeanParam UsageParameters parameters,
      @Parameter(
              description =
                  "Some of date, person, tool, model, team, terminal, joined by commas; none for totals")
          @QueryParam("by")
          @DefaultValue("")
          String by,
      @Parameter(description = "json or csv") @QueryParam("format") @DefaultValue("json")
          String format) {
    UsageSelection selection = parameters.selection(caller.org(), clock);
    Set<Dimension> dimensions = dimensions(by);
    List<UsageGroup> groups = ledger.usage(selection, List.of(dimensions)).get(0);
    return switch (format) {
      case "json" -> ok(MediaType.APPLICATION_JSON, documents.json(selection, dimensions, groups));
      case "csv" -> ok("text/csv; charset=utf-8", documents.csv(dimensions, groups));
      default -> throw new ProblemException(400, "format is json or csv");
    };
  }

  @GET
  @Path("summary")
  @Needs(Scope.USAGE_READ)
  @Operation(
      summary =
          "Sums the usage of some days up: who was active, adoption, latency, what is missing")
  public UsageSummaryView summary(@BeanParam UsageParameters parameters) {
    return UsageSummaryView.of(summaries.of(parameters.selection(caller.org(), clock), Set.of()));
  }

  private static Response ok(String mediaType, String document) {
    return Response.ok(document, mediaType).build();
  }

  private static Set<Dimension> dimensions(String by) {
    try {
      return Arrays.stream(by.split(","))
          .map(String::strip)
          .filter(name -> !name.isEmpty())
          .map(Dimension::of)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, String.valueOf(e.getMessage()));
    }
  }
}
