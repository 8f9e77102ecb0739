package dev.millrace.console;

import dev.millrace.keys.KeyRegistry;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What ends a key: it is asked for, then done. */
@Path("/keys/{id}")
@Produces(MediaType.TEXT_HTML)
@OwnersOnly
@Blocking
public class KeyPage {

  /** What the form offers. */
  private static final Map<String, Duration> OVERLAPS =
      Map.of("0", Duration.ZERO, "24", Duration.ofHours(24), "168", Duration.ofDays(7));

  private final Visitor visitor;
  private final KeyList list;
  private final KeyRegistry keys;
  private final ShownOnce shownOnce;

  KeyPage(Visitor visitor, KeyList list, KeyRegistry keys, ShownOnce shownOnce) {
    this.shownOnce = shownOnce;
    this.visitor = visitor;
    this.list = list;
    this.keys = keys;
  }

  @GET
  @Path("revoke")
  public TemplateInstance askToRevoke(@PathParam("id") String id) {
    return new Revoke(live(id));
  }

  /** Nobody revokes the key they came in with: so one that opens the console is always left. */
  @POST
  @Path("revoke")
  public Response revoke(@PathParam("id") String id) {
    KeyRow row = live(id);
    if (row.own()) {
      return Response.status(Response.Status.CONFLICT).entity(new Revoke(row)).build();
    }
    keys.revoke(visitor.org(), row.key().id());
    return Response.seeOther(URI.create("/keys")).build();
  }

  @GET
  @Path("rotate")
  public TemplateInstance askToRotate(@PathParam("id") String id) {
    return new Rotate(live(id));
  }

  /** What follows is the only place where the new token is ever shown. */
  @POST
  @Path("rotate")
  public Response rotate(@PathParam("id") String id, @FormParam("overlap") String overlapHours) {
    KeyRow row = live(id);
    Duration overlap = OVERLAPS.getOrDefault(overlapHours, Duration.ofHours(24));
    return keys.rotate(visitor.org(), row.key().id(), overlap, visitor.session().actor())
        .map(issued -> toMade(issued, "?old=" + row.key().id(), shownOnce))
        .orElseThrow(NotFoundException::new);
  }

  static Response toMade(KeyRegistry.Issued issued, String query, ShownOnce shownOnce) {
    return Response.seeOther(URI.create("/keys/" + issued.key().id() + "/made" + query))
        .header(HttpHeaders.SET_COOKIE, shownOnce.carry(issued))
        .build();
  }

  /**
   * Shows a new key, its token once.
   *
   * @param old id of the key that it takes the place of; empty if of none
   */
  @GET
  @Path("made")
  public Response made(
      @PathParam("id") String id, @QueryParam("old") @DefaultValue("") String old) {
    KeyRow row = live(id);
    KeyRow replaced = list.find(visitor.session(), old).filter(KeyRow::live).orElse(null);
    String token = shownOnce.token(row.key().id()).orElse("");
    return Response.ok(new Made(row, token, replaced))
        .header(HttpHeaders.SET_COOKIE, shownOnce.forget())
        .build();
  }

  private KeyRow live(String id) {
    return list.find(visitor.session(), id)
        .filter(KeyRow::live)
        .orElseThrow(NotFoundException::new);
  }

  /**
   * A key that was made.
   *
   * @param token empty if it was shown already
   * @param replaced the key whose place it takes; null if it takes none's
   */
  @CheckedTemplate
  record Made(KeyRow row, String token, @Nullable KeyRow replaced) implements TemplateInstance {}

  /** The question whether to revoke. */
  @CheckedTemplate
  record Revoke(KeyRow row) implements TemplateInstance {}

  /** The question how to rotate. */
  @CheckedTemplate
  record Rotate(KeyRow row) implements TemplateInstance {}
}
