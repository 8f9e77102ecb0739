package dev.millrace.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
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
  private final UsageViews views;

  OverviewPage(Visitor visitor, UsageViews views) {
    this.visitor = visitor;
    this.views = views;
  }

  @GET
  public TemplateInstance show(@BeanParam UsageFilter filter) {
    return new Overview(
        views.of(visitor.org(), filter, "/"));
  }

  /** The page. */
  @CheckedTemplate
  record Overview(UsageView view) implements TemplateInstance {}
}
