package dev.millrace.console;

import dev.millrace.usage.Dimension;
import dev.millrace.usage.UsageDocuments;
import dev.millrace.usage.UsageLedger;
import dev.millrace.usage.UsageSelection;
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

/** What a table shows, as CSV: the same as the API gives. */
@Path("/usage.csv")
@OwnersOnly
@Blocking
public class UsageDownload {

  private final Visitor visitor;
  private final UsageLedger ledger;
  private final UsageDocuments documents;
  private final Clock clock;

  UsageDownload(Visitor visitor, UsageLedger ledger, UsageDocuments documents, Clock clock) {
    this.visitor = visitor;
    this.ledger = ledger;
    this.documents = documents;
    this.clock = clock;
  }

  @GET
  public Response download(
      @QueryParam("by") @DefaultValue("date") String by, @BeanParam UsageFilter filter) {
    Set<Dimension> dimensions;
    UsageSelection selection;
    try {
      dimensions = Set.of(Dimension.of(by));
      selection =
          filter
              .withDays(UsageFilter.CUSTOM)
              .selection(visitor.org(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(e);
    }
    String name = "usage-by-" + by + "-" + selection.from() + "-" + selection.to() + ".csv";
    String csv = documents.csv(dimensions, ledger.usage(selection, List.of(dimensions)).get(0));
    return Response.ok(csv, "text/csv; charset=utf-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .build();
  }
}
