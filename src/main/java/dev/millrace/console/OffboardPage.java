package dev.millrace.console;

import dev.millrace.keys.KeyRegistry;
import dev.millrace.people.ErasureSubject;
import dev.millrace.people.People;
import dev.millrace.usage.RollupQueue;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
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

/** Somebody leaves: what there is of them is shown, and ended in one step. */
@Path("/people/offboard")
@Produces(MediaType.TEXT_HTML)
@OwnersOnly
@Blocking
public class OffboardPage {

  private final Visitor visitor;
  private final Traces traces;
  private final KeyRegistry keys;
  private final People people;
  private final RollupQueue queue;

  OffboardPage(Visitor visitor, Traces traces, KeyRegistry keys, People people, RollupQueue queue) {
    this.visitor = visitor;
    this.traces = traces;
    this.keys = keys;
    this.people = people;
    this.queue = queue;
  }

  @GET
  public Response preview(@QueryParam("email") @DefaultValue("") String email) {
    Trace trace = trace(email);
    return trace.isEmpty() ? nobody(email) : Response.ok(new Offboard(trace)).build();
  }

  /**
   * Keys first, so that nothing new arrives; the erasure, while it is known what else they are
   * called; the roster last.
   *
   * @param data {@code erase}, or else it is kept
   */
  @POST
  public Response offboard(
      @FormParam("email") @DefaultValue("") String email,
      @FormParam("data") @DefaultValue("") String data) {
    Trace trace = trace(email);
    if (trace.isEmpty()) {
      return nobody(email);
    }
    if (trace.own()) {
      return Response.status(Response.Status.CONFLICT).entity(new Offboard(trace)).build();
    }
    trace.names().forEach(name -> keys.revokeAllOf(visitor.org(), name));
    boolean erase = data.equals("erase");
    if (erase) {
      queue.erase(visitor.org(), trace.names(), visitor.session().actor());
    }
    people.remove(visitor.org(), trace.name());
    return Response.seeOther(URI.create(erase ? "/erasures" : "/people")).build();
  }

  private Trace trace(String email) {
    return traces.of(
        visitor.session(), ErasureSubject.of(email).orElseThrow(NotFoundException::new).name());
  }

  private static Response nobody(String name) {
    return ErrorPages.page(
        Response.Status.NOT_FOUND,
        "Nobody is called so",
        "Nobody called "
            + name
            + " is on the roster, in the data or has a key. Nothing was erased.");
  }

  /** What there is of somebody, and what is to become of it. */
  @CheckedTemplate
  record Offboard(Trace trace) implements TemplateInstance {}
}
