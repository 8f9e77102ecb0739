package dev.millrace.console;

import dev.millrace.keys.KeyRegistry;
import dev.millrace.people.Member;
import dev.millrace.people.People;
import dev.millrace.usage.UsageLedger;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

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
  private final KeyRegistry keys;
  private final UsageLedger ledger;

  PeoplePage(Visitor visitor, Crew crew, People people, KeyRegistry keys, UsageLedger ledger) {
    this.visitor = visitor;
    this.crew = crew;
    this.people = people;
    this.keys = keys;
    this.ledger = ledger;
  }

  /**
   * The roster and the senders beside it.
   *
   * @param team whose members are shown; everybody's if empty
   */
  @GET
  public TemplateInstance show(@QueryParam("team") @DefaultValue("") String team) {
    List<MemberRow> all = crew.of(visitor.session());
    List<MemberRow> chosen =
        all.stream().filter(row -> team.isEmpty() || row.member().team().equals(team)).toList();
    return new Roster(
        all.stream().map(MemberRow::member).toList(),
        TeamChoice.of(all),
        team,
        Folded.of(chosen),
        ledger.unknownSenders(visitor.org()).stream().map(SenderRow::new).toList());
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

  @GET
  @Path("remove")
  public TemplateInstance askToRemove(@QueryParam("email") @DefaultValue("") String email) {
    return new Remove(member(email));
  }

  /** Their keys are revoked first: should the rest fail, nobody sends in the name of nobody. */
  @POST
  @Path("remove")
  public Response remove(@FormParam("email") @DefaultValue("") String email) {
    MemberRow row = member(email);
    if (row.own()) {
      return Response.status(Response.Status.CONFLICT).entity(new Remove(row)).build();
    }
    keys.revokeAllOf(visitor.org(), email);
    people.remove(visitor.org(), email);
    return Response.seeOther(LIST).build();
  }

  private MemberRow member(String email) {
    return crew.find(visitor.session(), email).orElseThrow(NotFoundException::new);
  }

  /**
   * The page.
   *
   * @param team that was chosen; empty if none was
   * @param rows its members'
   */
  @CheckedTemplate
  record Roster(
      List<Member> members,
      List<TeamChoice> teams,
      String team,
      Folded rows,
      List<SenderRow> senders)
      implements TemplateInstance {}

  /**
   * Rows of which not all are shown at once.
   *
   * @param tail shown if asked for
   */
  record Folded(List<MemberRow> head, List<MemberRow> tail) {

    private static final int SHOWN = 25;

    static Folded of(List<MemberRow> rows) {
      int shown = Math.min(SHOWN, rows.size());
      return new Folded(rows.subList(0, shown), rows.subList(shown, rows.size()));
    }
  }

  /**
   * The form of one member.
   *
   * @param added whether it is a new one
   * @param refusal what is to be changed in it; empty if nothing
   */
  @CheckedTemplate
  record Edit(MemberForm form, boolean added, String refusal) implements TemplateInstance {}

  /** The question whether to remove a member. */
  @CheckedTemplate
  record Remove(MemberRow row) implements TemplateInstance {}
}
