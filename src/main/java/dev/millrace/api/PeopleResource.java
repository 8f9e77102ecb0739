package dev.millrace.api;

import dev.millrace.api.ErasuresResource.ErasureView;
import dev.millrace.keys.Scope;
import dev.millrace.people.ErasureSubject;
import dev.millrace.people.Identities;
import dev.millrace.usage.RollupQueue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** People in the data of the caller's organisation, members or not. */
@Path("/api/people")
@Blocking
public class PeopleResource {

  private final Caller caller;
  private final Identities identities;
  private final RollupQueue queue;

  PeopleResource(Caller caller, Identities identities, RollupQueue queue) {
    this.caller = caller;
    this.identities = identities;
    this.queue = queue;
  }

  /** Members stay on the roster and their keys good: both are routes of their own. */
  @DELETE
  @Path("{email}")
  @Needs(Scope.ADMIN)
  @Operation(
      summary =
          "Has a person erased from all that landed: what their personal keys brought, and every"
              + " record with their address or an identity that is merged into it")
  public Response erase(@PathParam("email") String email, @Nullable Confirmation confirmation) {
    ErasureSubject subject =
        ErasureSubject.of(email)
            .orElseThrow(() -> new ProblemException(404, "nobody is called so"));
    if (confirmation == null || !subject.isConfirmedBy(confirmation.confirm())) {
      throw new ProblemException(
          400, "what is erased is gone: repeat the e-mail address, {\"confirm\": …}");
    }
    String by = caller.key().id().value();
    return Response.accepted(ErasureView.of(queue.erase(caller.org(), names(subject), by))).build();
  }

  private Set<String> names(ErasureSubject subject) {
    try {
      return identities.allOf(caller.org(), subject.name());
    } catch (IllegalArgumentException e) {
      throw new ProblemException(409, String.valueOf(e.getMessage()));
    }
  }

  /**
   * That the caller means it.
   *
   * @param confirm the e-mail address once more
   */
  @RegisterForReflection
  record Confirmation(@Nullable String confirm) {}
}
