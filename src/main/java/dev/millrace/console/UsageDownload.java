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
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What tables show, and all columns that the API has, as CSV. */
@Path("/download")
@OwnersOnly
@Blocking
public class UsageDownload {

  private final Visitor visitor;
  private final UsageLedger ledger;
  private final UsageViews views;
  private final UsageDocuments documents;
  private final Clock clock;

  UsageDownload(
      Visitor visitor,
      UsageLedger ledger,
      UsageViews views,
      UsageDocuments documents,
      Clock clock) {
    this.visitor = visitor;
    this.ledger = ledger;
    this.views = views;
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
      dimensions =
          Arrays.stream(by.split(","))
              .map(Dimension::of)
              .collect(Collectors.toCollection(TreeSet::new));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(e);
    }
    return file(
        "usage-by-" + by.replace(',', '-') + "-all-columns",
        selection,
        documents.csv(dimensions, ledger.usage(selection, List.of(dimensions)).get(0)));
  }

  /** What a table of the pages shows: its columns, rounded, with names and units. */
  @GET
  @Path("{table}.csv")
  public Response table(
      @PathParam("table") String id, @BeanParam UsageFilter filter, @BeanParam TableChoice choice) {
    if (!UsageTables.has(id)) {
      throw new NotFoundException();
    }
    UsageSelection selection = selection(filter);
    FigureTable table =
        views.tables(selection, choice, "").named(id).orElseThrow(NotFoundException::new);
    return file(id, selection, documents.csv(table.headings(), table.values()));
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

  private static Response file(String subject, UsageSelection selection, String csv) {
    String name = subject + "-" + selection.from() + "-" + selection.to() + ".csv";
    return Response.ok(csv, "text/csv; charset=utf-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .build();
  }
}
