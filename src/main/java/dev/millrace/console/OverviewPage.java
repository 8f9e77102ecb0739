package dev.millrace.console;

import dev.millrace.deliveries.Deliveries;
import dev.millrace.deliveries.Heartbeat;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an owner opens every morning. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@OwnersOnly
@Blocking
public class OverviewPage {

  private final Visitor visitor;
  private final UsageViews views;
  private final Deliveries deliveries;
  private final Clock clock;

  OverviewPage(Visitor visitor, UsageViews views, Deliveries deliveries, Clock clock) {
    this.visitor = visitor;
    this.views = views;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  @GET
  public TemplateInstance show(@BeanParam UsageFilter filter, @BeanParam TableChoice choice) {
    return new Overview(views.of(visitor.org(), filter, choice, "/"), arrived());
  }

  private @Nullable Moment arrived() {
    return deliveries.of(visitor.org()).stream()
        .map(Heartbeat::lastReceived)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .map(last -> new Moment(last, clock.instant()))
        .orElse(null);
  }

  /**
   * The page.
   *
   * @param arrived when data last arrived; null if none ever did
   */
  @CheckedTemplate
  record Overview(UsageView view, @Nullable Moment arrived) implements TemplateInstance {}
}
