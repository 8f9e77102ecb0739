package dev.millrace.console;

import dev.millrace.keys.KeyRegistry;
import dev.millrace.people.ErasureSubject;
import dev.millrace.people.Identities;
import dev.millrace.usage.ErasureRuns;
import dev.millrace.usage.RollupQueue;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** People who are to be erased from all that landed: asked for, confirmed, reported. */
@Path("/erasures")
@Produces(MediaType.TEXT_HTML)
@OwnersOnly
@Blocking
public class ErasuresPage {

  private static final int LATEST = 100;

  private final Visitor visitor;
  private final Identities identities;
  private final ErasureRuns runs;
  private final RollupQueue queue;
  private final KeyRegistry keys;
  private final Clock clock;

  ErasuresPage(
      Visitor visitor,
      Identities identities,
      ErasureRuns runs,
      RollupQueue queue,
      KeyRegistry keys,
      Clock clock) {
    this.visitor = visitor;
    this.identities = identities;
    this.runs = runs;
    this.queue = queue;
    this.keys = keys;
    this.clock = clock;
  }

  @GET
  public TemplateInstance show(@QueryParam("person") @DefaultValue("") String person) {
    return new Erasures(progress(), person, "");
  }

  /** The part of the page that changes while erasures are at work. */
  @GET
  @Path("latest")
  public TemplateInstance latest() {
    return new Latest(progress());
  }

  /** What is erased is gone, so the name is typed twice. */
  @POST
  public Response erase(
      @FormParam("person") @DefaultValue("") String person,
      @FormParam("confirm") @DefaultValue("") String confirm) {
    Optional<ErasureSubject> subject = ErasureSubject.of(person);
    if (subject.filter(named -> named.isConfirmedBy(confirm)).isEmpty()) {
      String refusal =
          subject.isEmpty()
              ? "say who is to be erased"
              : "what is erased is gone; repeat the address as it is in the first field";
      return refused(person, refusal);
    }
    try {
      Set<String> names = identities.allOf(visitor.org(), subject.orElseThrow().name());
      queue.erase(visitor.org(), names, visitor.session().actor());
      return Response.seeOther(URI.create("/erasures")).build();
    } catch (IllegalArgumentException e) {
      return refused(person, String.valueOf(e.getMessage()));
    }
  }

  private Response refused(String person, String why) {
    return Response.status(Response.Status.BAD_REQUEST)
        .entity(new Erasures(progress(), person, why))
        .build();
  }

  private Progress progress() {
    Instant now = clock.instant();
    Actors actors = Actors.of(keys.list(visitor.org()));
    return new Progress(
        runs.latest(visitor.org(), LATEST).stream()
            .map(run -> new ErasureRow(run, actors.named(run.requestedBy()), now))
            .toList());
  }

  /** How far erasures are. */
  record Progress(List<ErasureRow> rows) {

    /** Whether any is still to be made. */
    public boolean open() {
      return rows.stream().anyMatch(row -> row.state().open());
    }
  }

  /**
   * The page.
   *
   * @param person as the form has it
   * @param refusal what is to be changed in the form; empty if nothing
   */
  @CheckedTemplate
  record Erasures(Progress progress, String person, String refusal) implements TemplateInstance {}

  /** The list alone. */
  @CheckedTemplate
  record Latest(Progress progress) implements TemplateInstance {}
}
