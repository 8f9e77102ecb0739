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
  private final Attention attention;

  OverviewPage(Visitor visitor, UsageViews views, Attention attention) {
    this.visitor = visitor;
    this.views = views;
    this.attention = attention;
  }

  @GET
  public TemplateInstance show(@BeanParam UsageFilter filter, @BeanParam TableChoice choice) {
    UsageView view = views.of(visitor.org(), filter, choice, "/");
    return new Overview(view, attention.of(visitor.session(), view));
  }

  /** The page. */
  @CheckedTemplate
  record Overview(UsageView view, Attention.Findings found) implements TemplateInstance {}
}
