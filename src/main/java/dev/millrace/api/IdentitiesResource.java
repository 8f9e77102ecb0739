package dev.millrace.api;

import dev.millrace.keys.Scope;
import dev.millrace.people.Identities;
import dev.millrace.people.Member;
import dev.millrace.people.MergedIdentity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Under which other names members of the caller's organisation send. */
@Path("/api/identities")
@Blocking
public class IdentitiesResource {

  private final Caller caller;
  private final Identities identities;

  IdentitiesResource(Caller caller, Identities identities) {
    this.caller = caller;
    this.identities = identities;
  }

  @GET
  @Needs(Scope.ADMIN)
  @Operation(summary = "Lists the names in the data that are merged into members")
  public List<IdentityView> list() {
    return identities.of(caller.org()).stream().map(IdentityView::of).toList();
  }

  @PUT
  @Path("{identity}")
  @Needs(Scope.ADMIN)
  @Operation(summary = "Merges a name in the data into a member, for all days that there are")
  public List<IdentityView> merge(@PathParam("identity") String identity, @Nullable Into into) {
    String member = into == null || into.member() == null ? "" : Member.address(into.member());
    try {
      if (identities.merge(caller.org(), identity, member, caller.key().owner())) {
        return list();
      }
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, String.valueOf(e.getMessage()));
    }
    throw new ProblemException(404, "the organisation has no member of that e-mail address");
  }

  @DELETE
  @Path("{identity}")
  @Needs(Scope.ADMIN)
  @Operation(summary = "Lets a name in the data stand for itself again")
  public void separate(@PathParam("identity") String identity) {
    if (!identities.separate(caller.org(), identity)) {
      throw new ProblemException(404, "no such identity is merged into a member");
    }
  }

  /**
   * Whom an identity is merged into.
   *
   * @param member e-mail address
   */
  @RegisterForReflection
  record Into(@Nullable String member) {}

  /** A merged identity as the API shows it. */
  @RegisterForReflection
  record IdentityView(String identity, String member) {

    private static IdentityView of(MergedIdentity merged) {
      return new IdentityView(merged.identity(), merged.email());
    }
  }
}
