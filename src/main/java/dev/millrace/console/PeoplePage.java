package dev.millrace.console;

import dev.millrace.people.Member;
import dev.millrace.people.People;
import dev.millrace.usage.Adoption;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.UsageLedger;
import dev.millrace.usage.UsageSelection;
import dev.millrace.usage.UsageSummaries;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The roster: who is in the organisation, in which team and role, and who else sends. */
@Path("/people")
@Produces(MediaType.TEXT_HTML)
@OwnersOnly
@Blocking
public class PeoplePage {

  private static final URI LIST = URI.create("/people");

  private final Visitor visitor;
  private final Crew crew;
  private final People people;
  private final UsageLedger ledger;
  private final UsageSummaries summaries;
  private final Clock clock;

  PeoplePage(
      Visitor visitor,
      Crew crew,
      People people,
      UsageLedger ledger,
      UsageSummaries summaries,
      Clock clock) {
    this.visitor = visitor;
    this.crew = crew;
    this.people = people;
    this.ledger = ledger;
    this.summaries = summaries;
    this.clock = clock;
  }

  /**
   * The roster and the senders beside it.
   *
   * @param team whose members are shown; everybody's if empty
   * @param cohort of how often they use tools; all if empty
   */
  @GET
  public TemplateInstance show(
      @QueryParam("team") @DefaultValue("") String team,
      @QueryParam("cohort") @DefaultValue("") String cohort,
      @BeanParam TableChoice choice) {
    List<MemberRow> all = crew.of(visitor.session());
    List<MemberRow> chosen =
        all.stream().filter(row -> team.isEmpty() || row.member().team().equals(team)).toList();
    FigureTable table =
        habits()
            .of(chosen, Cohort.of(cohort).orElse(null))
            .arranged(choice, "/people?" + field("team", team) + field("cohort", cohort), true);
    return new Roster(
        all.stream().map(MemberRow::member).toList(),
        TeamChoice.of(all),
        team,
        Cohort.of(cohort).map(Cohort::title).orElse(""),
        table,
        lines(table, all),
        ledger.unknownSenders(visitor.org()).stream().map(SenderRow::new).toList());
  }

  private static List<Line> lines(FigureTable table, List<MemberRow> members) {
    Map<String, MemberRow> rows =
        members.stream().collect(Collectors.toMap(row -> row.member().email(), row -> row));
    return table.head().stream()
        .flatMap(
            figures ->
                Stream.ofNullable(rows.get(figures.named().get(0)))
                    .map(row -> new Line(figures, row)))
        .toList();
  }

  private Habits habits() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    UsageSelection days =
        UsageSelection.all(visitor.org(), today.minusDays(Adoption.DAYS - 1L), today);
    return new Habits(summaries.of(days, Set.of(Set.of(Dimension.PERSON, Dimension.TOOL))));
  }

  private static String field(String name, String value) {
    return value.isEmpty() ? "" : name + "=" + UsageFilter.encoded(value) + "&";
  }

  @GET
  @Path("new")
  public TemplateInstance form() {
    return new Edit(new MemberForm("", "", "", "member"), true, "");
  }

  @GET
  @Path("edit")
  public TemplateInstance edit(@QueryParam("email") @DefaultValue("") String email) {
    return new Edit(MemberForm.of(member(email).member()), false, "");
  }

  /** Adds a member who is not there yet. */
  @POST
  public Response add(@BeanParam MemberForm form) {
    return put(form, true);
  }

  /** Changes a member who is there. */
  @POST
  @Path("edit")
  public Response change(@BeanParam MemberForm form) {
    return put(form, false);
  }

  private Response put(MemberForm form, boolean added) {
    try {
      Member member = form.member();
      boolean known = crew.find(visitor.session(), member.email()).isPresent();
      if (known == added) {
        throw new IllegalArgumentException(
            known ? "this is a member already: " + member.email() : "there is no such member");
      }
      people.put(visitor.org(), List.of(member), visitor.session().member());
      return Response.seeOther(LIST).build();
    } catch (IllegalArgumentException e) {
      return Response.status(Response.Status.BAD_REQUEST)
          .entity(new Edit(form, added, String.valueOf(e.getMessage())))
          .build();
    }
  }

  private MemberRow member(String email) {
    return crew.find(visitor.session(), email).orElseThrow(NotFoundException::new);
  }

  /**
   * The page.
   *
   * @param team that was chosen; empty if none was
   * @param cohort title of the one that was chosen; empty if none was
   * @param table of its members, as it was asked for
   * @param lines the members of the page that is shown
   */
  @CheckedTemplate
  record Roster(
      List<Member> members,
      List<TeamChoice> teams,
      String team,
      String cohort,
      FigureTable table,
      List<Line> lines,
      List<SenderRow> senders)
      implements TemplateInstance {}

  /**
   * A member in the list.
   *
   * @param figures how they use tools
   */
  record Line(FigureTable.Row figures, MemberRow row) {}

  /**
   * The form of one member.
   *
   * @param added whether it is a new one
   * @param refusal what is to be changed in it; empty if nothing
   */
  @CheckedTemplate
  record Edit(MemberForm form, boolean added, String refusal) implements TemplateInstance {}
}
