package dev.millrace.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Usage in full: of the organisation, of a team, of a person. */
@Path("/usage")
@Produces(MediaType.TEXT_HTML)
@OwnersOnly
@Blocking
public class UsagePage {

  static final String OF_TEAM = "/usage/team";
  static final String OF_PERSON = "/usage/person";

  private final Visitor visitor;
  private final UsageViews views;
  private final Traces traces;

  UsagePage(Visitor visitor, UsageViews views, Traces traces) {
    this.traces = traces;
    this.visitor = visitor;
    this.views = views;
  }

  @GET
  public TemplateInstance show(@BeanParam UsageFilter filter, @BeanParam TableChoice choice) {
    return new Usage(views.of(visitor.org(), filter, choice, "/usage"));
  }

  @GET
  @Path("team")
  public TemplateInstance team(@BeanParam UsageFilter filter, @BeanParam TableChoice choice) {
    String team = named(filter.team());
    return new Team(team, known(views.of(visitor.org(), filter, choice, OF_TEAM)));
  }

  @GET
  @Path("person")
  public TemplateInstance person(@BeanParam UsageFilter filter, @BeanParam TableChoice choice) {
    String person = named(filter.person());
    UsageView view = known(views.of(visitor.org(), filter, choice, OF_PERSON));
    return new Person(
        person, view.tables().nameOf(person), view, traces.of(visitor.session(), person));
  }

  private static String named(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw new NotFoundException();
    }
    return name;
  }

  /**
   * There are teams and people if anybody is on the roster, or used anything, by that name. With
   * other filters besides there may be nothing to show, which says nothing of the name.
   */
  private static UsageView known(UsageView view) {
    if (view.summary().people().isEmpty() && view.summary().selection().only().size() == 1) {
      throw new NotFoundException();
    }
    return view;
  }

  /** Of the organisation. */
  @CheckedTemplate
  record Usage(UsageView view) implements TemplateInstance {}

  /** Of a team. */
  @CheckedTemplate
  record Team(String team, UsageView view) implements TemplateInstance {}

  /**
   * Of a person.
   *
   * @param name as on the roster; empty if not on it
   * @param trace what there is of them besides usage
   */
  @CheckedTemplate
  record Person(String person, String name, UsageView view, Trace trace)
      implements TemplateInstance {}
}
