package dev.millrace.console;

import dev.millrace.KeyId;
import dev.millrace.console.SetupTool.Audience;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.keys.KeyOrder;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.people.Member;
import dev.millrace.people.People;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From nothing to first data: a tool's settings with a key made on the spot, and whether it works.
 */
@Path("/setup")
@Produces(MediaType.TEXT_HTML)
@OwnersOnly
@Blocking
public class SetupPage {

  private final Visitor visitor;
  private final People people;
  private final KeyRegistry keys;
  private final Deliveries deliveries;
  private final Endpoint endpoint;

  SetupPage(
      Visitor visitor, People people, KeyRegistry keys, Deliveries deliveries, Endpoint endpoint) {
    this.visitor = visitor;
    this.people = people;
    this.keys = keys;
    this.deliveries = deliveries;
    this.endpoint = endpoint;
  }

  @GET
  public TemplateInstance show() {
    return form("");
  }

  /** Makes the key and shows it within the settings, this once. */
  @POST
  public Response create(
      @FormParam("tool") @DefaultValue("") String name,
      @FormParam("member") @DefaultValue("") String member,
      @Context UriInfo at) {
    SetupTool tool = SetupTool.of(name).orElse(null);
    if (tool == null || !member.isEmpty() && !isMember(member)) {
      String refusal = tool == null ? "choose a tool" : "choose a member or everybody";
      return Response.status(Response.Status.BAD_REQUEST).entity(form(refusal)).build();
    }
    Audience audience = member.isEmpty() ? Audience.ALL : Audience.ONE;
    KeyRegistry.Issued issued = keys.create(order(tool, member.isEmpty() ? null : member));
    String settings = tool.settings(audience, endpoint.url(at), issued.token().text());
    String who = member.isEmpty() ? visitor.org().value() : member;
    return Response.ok(
            new Settings(tool, who, tool.place(audience), settings, arrivalOf(issued.key().id())))
        .build();
  }

  /** Whether data has arrived, on a page of its own. */
  @GET
  @Path("{key}")
  public TemplateInstance show(@PathParam("key") String key) {
    return new Waiting(arrival(key));
  }

  /** The part of a page that asks for itself until data has arrived. */
  @GET
  @Path("{key}/arrival")
  public TemplateInstance ask(@PathParam("key") String key) {
    return new Check(arrival(key));
  }

  private boolean isMember(String email) {
    return people.find(visitor.org(), email).isPresent();
  }

  private KeyOrder order(SetupTool tool, @Nullable String member) {
    return new KeyOrder(
        visitor.org(),
        tool.getTitle(),
        member,
        Set.of(Scope.OTEL_WRITE),
        null,
        visitor.session().actor());
  }

  private Arrival arrival(String key) {
    if (!KeyId.isKeyId(key) || keys.find(visitor.org(), new KeyId(key)).isEmpty()) {
      throw new NotFoundException();
    }
    return arrivalOf(new KeyId(key));
  }

  private Arrival arrivalOf(KeyId key) {
    return new Arrival(key, deliveries.of(visitor.org(), key));
  }

  private TemplateInstance form(String refusal) {
    return new Setup(List.of(SetupTool.values()), people.members(visitor.org()), refusal);
  }

  /**
   * The form.
   *
   * @param refusal what is to be changed in it; empty if nothing
   */
  @CheckedTemplate
  record Setup(List<SetupTool> tools, List<Member> members, String refusal)
      implements TemplateInstance {}

  /**
   * The settings to copy.
   *
   * @param who for whom they are
   * @param place where they go
   */
  @CheckedTemplate
  record Settings(SetupTool tool, String who, String place, String settings, Arrival arrival)
      implements TemplateInstance {}

  /** The page that waits for data. */
  @CheckedTemplate
  record Waiting(Arrival arrival) implements TemplateInstance {}

  /** The part of it that changes. */
  @CheckedTemplate
  record Check(Arrival arrival) implements TemplateInstance {}
}
