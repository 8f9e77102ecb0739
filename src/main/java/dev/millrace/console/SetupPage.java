package dev.millrace.console;

import dev.millrace.KeyId;
import dev.millrace.console.SetupTool.Audience;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.keys.ApiKey;
import dev.millrace.keys.KeyOrder;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.people.Member;
import dev.millrace.people.People;
import dev.millrace.people.Role;
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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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
  private final ShownOnce shownOnce;
  private final Clock clock;

  SetupPage(
      Visitor visitor,
      People people,
      KeyRegistry keys,
      Deliveries deliveries,
      Endpoint endpoint,
      ShownOnce shownOnce,
      Clock clock) {
    this.shownOnce = shownOnce;
    this.clock = clock;
    this.visitor = visitor;
    this.people = people;
    this.keys = keys;
    this.deliveries = deliveries;
    this.endpoint = endpoint;
  }

  /**
   * The form.
   *
   * @param member whom it is filled in with; empty for everybody
   */
  @GET
  public TemplateInstance form(@QueryParam("member") @DefaultValue("") String member) {
    return form(member, "");
  }

  /** Makes the key; what follows shows it within the settings, this once. */
  @POST
  public Response create(
      @FormParam("tool") @DefaultValue("") String name,
      @FormParam("member") @DefaultValue("") String member,
      @FormParam("newcomer") @DefaultValue("") String newcomer,
      @BeanParam KeyForm form) {
    SetupTool tool = SetupTool.of(name).orElse(null);
    if (tool == null || !member.isEmpty() && !isMember(member)) {
      String refusal = tool == null ? "choose a tool" : "choose a member or everybody";
      return Response.status(Response.Status.BAD_REQUEST).entity(form(member, refusal)).build();
    }
    KeyOrder order;
    try {
      order = order(tool, owner(member, newcomer.strip()), form);
    } catch (IllegalArgumentException e) {
      return Response.status(Response.Status.BAD_REQUEST)
          .entity(form(member, String.valueOf(e.getMessage())))
          .build();
    }
    KeyRegistry.Issued issued = keys.create(order);
    URI settings = URI.create("/setup/" + issued.key().id() + "/settings?tool=" + tool.getValue());
    return Response.seeOther(settings)
        .header(HttpHeaders.SET_COOKIE, shownOnce.carry(issued))
        .build();
  }

  /** The settings of a key that was made for a tool, with its token once. */
  @GET
  @Path("{key}/settings")
  public Response settings(
      @PathParam("key") String id,
      @QueryParam("tool") @DefaultValue("") String name,
      @Context UriInfo at) {
    ApiKey key = key(id);
    SetupTool tool = SetupTool.of(name).orElseThrow(NotFoundException::new);
    String member = key.member();
    Audience audience = member == null ? Audience.ALL : Audience.ONE;
    String settings =
        shownOnce
            .token(key.id())
            .map(token -> tool.settings(audience, endpoint.url(at), token))
            .orElse("");
    return Response.ok(
            new Settings(
                tool,
                member == null ? visitor.org().value() : member,
                tool.place(audience),
                settings,
                arrivalOf(key.id())))
        .header(HttpHeaders.SET_COOKIE, shownOnce.forget())
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

  /**
   * Whose key it is to be; null for the organisation's. Who is not on the roster yet, such as a
   * contractor, is put on it.
   */
  private @Nullable String owner(String member, String newcomer) {
    if (newcomer.isEmpty()) {
      return member.isEmpty() ? null : member;
    }
    if (!member.isEmpty()) {
      throw new IllegalArgumentException("choose a member or write down a new one, not both");
    }
    Member added = new Member(newcomer, "", "", Role.MEMBER);
    if (!isMember(added.email())) {
      people.put(visitor.org(), List.of(added));
    }
    return added.email();
  }

  private boolean isMember(String email) {
    return people.find(visitor.org(), email).isPresent();
  }

  /** A key without a name is called after the tool and the day, so that it can be told apart. */
  private KeyOrder order(SetupTool tool, @Nullable String member, KeyForm form) {
    Instant now = clock.instant();
    String name = form.name() == null ? "" : form.name().strip();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return new KeyOrder(
        visitor.org(),
        name.isEmpty() ? tool.getTitle() + ", " + today : name,
        member,
        Set.of(Scope.OTEL_WRITE),
        form.expiresAt(now),
        visitor.session().actor());
  }

  private Arrival arrival(String key) {
    return arrivalOf(key(key).id());
  }

  private ApiKey key(String id) {
    return Optional.of(id)
        .filter(KeyId::isKeyId)
        .flatMap(known -> keys.find(visitor.org(), new KeyId(known)))
        .orElseThrow(NotFoundException::new);
  }

  private Arrival arrivalOf(KeyId key) {
    return new Arrival(key, deliveries.of(visitor.org(), key));
  }

  private TemplateInstance form(String member, String refusal) {
    return new Setup(List.of(SetupTool.values()), people.members(visitor.org()), member, refusal);
  }

  /**
   * The form.
   *
   * @param member who is chosen; empty for everybody
   * @param refusal what is to be changed in it; empty if nothing
   */
  @CheckedTemplate
  record Setup(List<SetupTool> tools, List<Member> members, String member, String refusal)
      implements TemplateInstance {}

  /**
   * The settings to copy.
   *
   * @param who for whom they are
   * @param place where they go
   * @param settings empty if they were shown already
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
