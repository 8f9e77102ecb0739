package dev.millrace.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The documentation, open to everybody. */
@Path("/docs")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class DocsPage {

  private final Docs docs;

  DocsPage(Docs docs) {
    this.docs = docs;
  }

  @GET
  public TemplateInstance list() {
    return new Contents(Docs.TITLES);
  }

  @GET
  @Path("{page}")
  public TemplateInstance show(@PathParam("page") String page) {
    return docs.page(page)
        .map(html -> new Text(heading(page), new RawString(html)))
        .orElseThrow(NotFoundException::new);
  }

  private static String heading(String page) {
    return Docs.TITLES.stream()
        .filter(title -> title.name().equals(page))
        .map(Docs.Title::heading)
        .findAny()
        .orElseThrow();
  }

  /** The list of pages. */
  @CheckedTemplate
  record Contents(List<Docs.Title> titles) implements TemplateInstance {}

  /** One page. */
  @CheckedTemplate
  record Text(String heading, RawString html) implements TemplateInstance {}
}
