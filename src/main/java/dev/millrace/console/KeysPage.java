package dev.millrace.console;

import dev.millrace.keys.KeyOrder;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.people.Member;
import dev.millrace.people.Ownership;
import dev.millrace.people.People;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** The organisation's keys, and new ones. What is done with one of them is {@link KeyPage}'s. */
@Path("/keys")
@Produces(MediaType.TEXT_HTML)
@OwnersOnly
@Blocking
public class KeysPage {

  private final Visitor visitor;
  private final KeyList list;
  private final KeyRegistry keys;
  private final People people;
  private final Ownership ownership;
  private final ShownOnce shownOnce;
  private final Clock clock;

  KeysPage(
      Visitor visitor,
      KeyList list,
      KeyRegistry keys,
      People people,
      Ownership ownership,
      ShownOnce shownOnce,
      Clock clock) {
    this.shownOnce = shownOnce;
    this.visitor = visitor;
    this.list = list;
    this.keys = keys;
    this.people = people;
    this.ownership = ownership;
    this.clock = clock;
  }

  @GET
  public TemplateInstance show() {
    return new Keys(list.of(visitor.session()));
  }

  @GET
  @Path("new")
  public TemplateInstance form() {
    return form(KeyForm.blank(), people.members(visitor.org()), "");
  }

  /** What follows is the only place where the token is ever shown. */
  @POST
  public Response create(@BeanParam KeyForm form) {
    List<Member> members = people.members(visitor.org());
    KeyOrder order;
    try {
      order = form.order(visitor.session(), members, clock.instant());
      ownership.check(order);
    } catch (IllegalArgumentException e) {
      return Response.status(Response.Status.BAD_REQUEST)
          .entity(form(form, members, String.valueOf(e.getMessage())))
          .build();
    }
    return KeyPage.toMade(keys.create(order), "", shownOnce);
  }

  private static TemplateInstance form(KeyForm form, List<Member> members, String refusal) {
    List<ScopeChoice> scopes =
        Arrays.stream(Scope.values())
            .map(scope -> new ScopeChoice(scope.toString(), KeyRow.nameOf(scope), form.has(scope)))
            .toList();
    return new New(form, members, scopes, refusal);
  }

  /** A box to tick. */
  record ScopeChoice(String value, String name, boolean ticked) {}

  /** The list. */
  @CheckedTemplate
  record Keys(List<KeyRow> rows) implements TemplateInstance {}

  /**
   * The form.
   *
   * @param refusal what is to be changed in it; empty if nothing
   */
  @CheckedTemplate
  record New(KeyForm form, List<Member> members, List<ScopeChoice> scopes, String refusal)
      implements TemplateInstance {}
}
