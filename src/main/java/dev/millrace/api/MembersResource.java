package dev.millrace.api;

import dev.millrace.OrgId;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.people.Member;
import dev.millrace.people.People;
import dev.millrace.people.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Members of the caller's organisation. */
@Path("/api/members")
@Blocking
public class MembersResource {

  private final Caller caller;
  private final People people;
  private final KeyRegistry keys;

  MembersResource(Caller caller, People people, KeyRegistry keys) {
    this.caller = caller;
    this.people = people;
    this.keys = keys;
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
      people.put(caller.org(), roster.stream().map(MemberView::memberOf).toList());
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, String.valueOf(e.getMessage()));
    }
    return list();
  }

  @DELETE
  @Path("{email}")
  @Needs(Scope.ADMIN)
  @Operation(summary = "Revokes the member's personal keys and removes the member")
  public void remove(@PathParam("email") String email) {
    OrgId org = caller.org();
    String member = email.strip().toLowerCase(Locale.ROOT);
    if (!Member.isEmail(member)) {
      throw new ProblemException(404, "the organisation has no member of that e-mail address");
    }
    keys.revokeAllOf(org, member);
    if (!people.remove(org, member)) {
      throw new ProblemException(404, "the organisation has no member of that e-mail address");
    }
  }

  /**
   * A member as the API shows and takes it.
   *
   * @param role {@code owner} or {@code member}, the latter if null
   */
  @RegisterForReflection
  record MemberView(
      @Nullable String email, @Nullable String name, @Nullable String team, @Nullable String role) {

    static MemberView of(Member member) {
      String role = member.role().name().toLowerCase(Locale.ROOT);
      return new MemberView(member.email(), member.name(), member.team(), role);
    }

    private static Member memberOf(@Nullable MemberView view) {
      if (view == null) {
        throw new IllegalArgumentException("a member is a JSON object, but was null");
      }
      return view.member();
    }

    private Member member() {
      return new Member(text(email), text(name), text(team), parsedRole());
    }

    private Role parsedRole() {
      return switch (role == null ? "member" : role) {
        case "owner" -> Role.OWNER;
        case "member" -> Role.MEMBER;
        default ->
            throw new IllegalArgumentException("a member's role is owner or member: " + email);
      };
    }

    private static String text(@Nullable String value) {
      return value == null ? "" : value;
    }
  }
}
