package dev.millrace.console;

import dev.millrace.usage.Dimension;
import dev.millrace.usage.UsageDocuments;
import dev.millrace.usage.UsageLedger;
import dev.millrace.usage.UsageSelection;
import dev.millrace.usage.UsageSummaries;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What tables show, as CSV. */
@Path("/download")
@OwnersOnly
@Blocking
public class UsageDownload {

  private final Visitor visitor;
  private final UsageLedger ledger;
  private final UsageSummaries summaries;
  private final UsageDocuments documents;
  private final Clock clock;

  UsageDownload(
      Visitor visitor,
      UsageLedger ledger,
      UsageSummaries summaries,
      UsageDocuments documents,
      Clock clock) {
    this.visitor = visitor;
    this.ledger = ledger;
    this.summaries = summaries;
    this.documents = documents;
    this.clock = clock;
  }

  /** Groups of usage, as the API gives them. */
  @GET
  @Path("usage.csv")
  public Response usage(
      @QueryParam("by") @DefaultValue("date") String by, @BeanParam UsageFilter filter) {
    UsageSelection selection = selection(filter);
    Set<Dimension> dimensions;
    try {
      dimensions = Set.of(Dimension.of(by));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(e);
    }
    return file(
        "usage-by-" + by,
        selection,
        documents.csv(dimensions, ledger.usage(selection, List.of(dimensions)).get(0)));
  }

  @GET
  @Path("active.csv")
  public Response active(@BeanParam UsageFilter filter) {
    return file(filter, AttendanceTables::active);
  }

  @GET
  @Path("adoption.csv")
  public Response adoption(@BeanParam UsageFilter filter) {
    return file(filter, AttendanceTables::adoption);
  }

  private UsageSelection selection(UsageFilter filter) {
    try {
      return filter
          .withDays(UsageFilter.CUSTOM)
          .selection(visitor.org(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(e);
    }
  }

  private Response file(UsageFilter filter, Function<AttendanceTables, FigureTable> choice) {
    UsageSelection selection = selection(filter);
    FigureTable table = choice.apply(new AttendanceTables(summaries.of(selection, Set.of())));
    return file(table.id(), selection, table.csv());
  }

  private static Response file(String subject, UsageSelection selection, String csv) {
    String name = subject + "-" + selection.from() + "-" + selection.to() + ".csv";
    return Response.ok(csv, "text/csv; charset=utf-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .build();
  }
}
