package dev.millrace.console;

import dev.millrace.people.Identities;
import dev.millrace.people.Member;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** What the list of people does with names in the data: they become a member's, or nobody's. */
@Path("/people/identities")
@OwnersOnly
@Blocking
public class IdentitiesPage {

  private static final URI LIST = URI.create("/people");

  private final Visitor visitor;
  private final Identities identities;

  IdentitiesPage(Visitor visitor, Identities identities) {
    this.visitor = visitor;
    this.identities = identities;
  }

  @POST
  @Path("merge")
  public Response merge(
      @FormParam("identity") @DefaultValue("") String identity,
      @FormParam("member") @DefaultValue("") String member) {
    try {
      if (identities.merge(
          visitor.org(), identity, Member.address(member), visitor.session().member())) {
        return Response.seeOther(LIST).build();
      }
      return refusal("There is no member \"" + member + "\". Choose one from the list.");
    } catch (IllegalArgumentException e) {
      return refusal(e.getMessage() + ".");
    }
  }

  @POST
  @Path("separate")
  public Response separate(@FormParam("identity") @DefaultValue("") String identity) {
    if (!identities.separate(visitor.org(), identity)) {
      throw new NotFoundException();
    }
    return Response.seeOther(LIST).build();
  }

  private static Response refusal(String why) {
    return ErrorPages.page(Response.Status.BAD_REQUEST, "Nothing was merged", why);
  }
}
