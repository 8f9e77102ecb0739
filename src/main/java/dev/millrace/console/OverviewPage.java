package dev.millrace.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What an owner opens every morning. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@OwnersOnly
@Blocking
public class OverviewPage {

  private final Visitor visitor;

  OverviewPage(Visitor visitor) {
    this.visitor = visitor;
  }

  @GET
  public TemplateInstance show() {
    return new Overview(visitor.org().value());
  }

  /** The page. */
  @CheckedTemplate
  record Overview(String organisation) implements TemplateInstance {}
}
