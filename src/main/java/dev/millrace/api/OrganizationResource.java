package dev.millrace.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.millrace.keys.Scope;
import dev.millrace.people.Organisation;
import dev.millrace.people.People;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The caller's organisation. */
@Path("/api/organization")
@Blocking
public class OrganizationResource {

  private final Caller caller;
  private final People people;

  OrganizationResource(Caller caller, People people) {
    this.caller = caller;
    this.people = people;
  }

  @GET
  @Needs(Scope.ADMIN)
  @Operation(summary = "Gives the organisation and the time zone of its days")
  public OrganizationView get() {
    return OrganizationView.of(people.organisation(caller.org()));
  }

  @PUT
  @Needs(Scope.ADMIN)
  @Operation(
      summary =
          "Sets the time zone of the organisation's days. Days that are there already change when"
              + " they are rolled up again")
  public OrganizationView put(@Nullable Settings settings) {
    if (settings == null || settings.timeZone() == null) {
      throw new ProblemException(400, "the body has to be a JSON object with a time_zone");
    }
    return OrganizationView.of(people.setTimeZone(caller.org(), zone(settings.timeZone())));
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw new ProblemException(
          400, "time_zone is a zone such as Europe/Berlin, but was \"" + id + "\"");
    }
  }

  /** What can be set. */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Settings(@Nullable String timeZone) {}

  /** An organisation as the API shows it. */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record OrganizationView(String id, String name, String timeZone) {

    static OrganizationView of(Organisation organisation) {
      return new OrganizationView(
          organisation.id().value(), organisation.name(), organisation.zone().getId());
    }
  }
}
