package dev.millrace.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.millrace.OrgId;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.people.Member;
import dev.millrace.people.People;
import dev.millrace.people.Role;
import dev.millrace.people.Roster;
import dev.millrace.people.RosterRow;
import dev.millrace.people.RosterText;
import dev.millrace.usage.UsageLedger;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Members of the caller's organisation. */
@Path("/api/members")
@Blocking
public class MembersResource {

  private final Caller caller;
  private final People people;
  private final KeyRegistry keys;
  private final UsageLedger ledger;

  MembersResource(Caller caller, People people, KeyRegistry keys, UsageLedger ledger) {
    this.caller = caller;
    this.people = people;
    this.keys = keys;
    this.ledger = ledger;
  }

  @GET
  @Needs(Scope.ADMIN)
  @Operation(summary = "Lists the members by e-mail address")
  public List<MemberView> list() {
    return people.members(caller.org()).stream().map(MemberView::of).toList();
  }

  @PUT
  @Needs(Scope.ADMIN)
  @Operation(summary = "Adds or changes the given members: all of them, or none if one is wrong")
  public List<MemberView> put(@Nullable List<MemberView> roster) {
    if (roster == null) {
      throw new ProblemException(400, "the body has to be a JSON array of members");
    }
    try {
      enrol(roster.stream().map(MemberView::memberOf).toList());
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, String.valueOf(e.getMessage()));
    }
    return list();
  }

  @PUT
  @Consumes("text/csv")
  @Needs(Scope.ADMIN)
  @Operation(summary = "Adds or changes the members in the rows: all of them, or none")
  public List<MemberView> putCsv(byte[] csv, @Context HttpHeaders headers) {
    String charset = headers.getMediaType().getParameters().get("charset");
    try {
      Roster roster = Roster.read(RosterText.read(csv, charset), people.members(caller.org()));
      roster.rows().stream()
          .filter(row -> row.member() == null)
          .findFirst()
          .ifPresent(MembersResource::refuse);
      enrol(roster.members());
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, String.valueOf(e.getMessage()));
    }
    return list();
  }

  private void enrol(List<Member> members) {
    people.put(caller.org(), members, caller.key().owner());
  }

  private static void refuse(RosterRow wrong) {
    throw new ProblemException(400, "row " + wrong.number() + ": " + wrong.error());
  }

  @GET
  @Path("unknown")
  @Needs(Scope.ADMIN)
  @Operation(summary = "Lists who is in the usage and not on the roster, the last seen first")
  public List<SenderView> unknown() {
    return ledger.unknownSenders(caller.org()).stream()
        .map(s -> new SenderView(s.person(), s.source(), s.days(), s.lastDay()))
        .toList();
  }

  @DELETE
  @Path("{email}")
  @Needs(Scope.ADMIN)
  @Operation(summary = "Revokes the member's personal keys and removes the member")
  public void remove(@PathParam("email") String email) {
    OrgId org = caller.org();
    String member = Member.address(email);
    if (!Member.isEmail(member)) {
      throw new ProblemException(404, "the organisation has no member of that e-mail address");
    }
    if (member.equals(caller.key().owner())) {
      throw new ProblemException(409, "the key of the request is this member's; use another one");
    }
    keys.revokeAllOf(org, member);
    if (!people.remove(org, member)) {
      throw new ProblemException(404, "the organisation has no member of that e-mail address");
    }
  }

  /**
   * Somebody in the usage whom the roster does not know.
   *
   * @param source how they were known, such as {@code email} or {@code installation}
   * @param days on which there is usage of theirs
   */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record SenderView(String person, String source, long days, LocalDate lastDay) {}

  /**
   * A member as the API shows and takes it.
   *
   * @param role {@code owner} or {@code member}, the latter if null
   */
  @RegisterForReflection
  record MemberView(
      @Nullable String email, @Nullable String name, @Nullable String team, @Nullable String role) {

    static MemberView of(Member member) {
      return new MemberView(member.email(), member.name(), member.team(), member.role().toString());
    }

    private static Member memberOf(@Nullable MemberView view) {
      if (view == null) {
        throw new IllegalArgumentException("a member is a JSON object, but was null");
      }
      return view.member();
    }

    private Member member() {
      Role given = role == null ? Role.MEMBER : Role.of(role);
      return new Member(text(email), text(name), text(team), given);
    }

    private static String text(@Nullable String value) {
      return value == null ? "" : value;
    }
  }
}
