package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API says and takes of the organisation itself. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class OrganizationTest {

  @Inject People people;
  @Inject KeyRegistry keys;

  private TestOrganisation organisation;
  private Api admin;

  @BeforeEach
  void enrol() {
    organisation = new TestOrganisation(people, keys);
    admin = new Api(organisation.token(Scope.ADMIN));
  }

  @Test
  void hasDaysInUtcUnlessAnotherZoneIsSet() {
    JsonNode organization = Api.json(admin.get("/api/organization"));

    assertThat(organization.get("id").textValue()).isEqualTo(organisation.id().value());
    assertThat(organization.get("name").textValue()).isEqualTo("Test");
    assertThat(organization.get("time_zone").textValue()).isEqualTo("UTC");
  }

  @Test
  void setsTheTimeZone() {
    Response response = admin.put("/api/organization", "{\"time_zone\": \"Pacific/Auckland\"}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Api.json(response)).isEqualTo(Api.json(admin.get("/api/organization")));
    assertThat(people.organisation(organisation.id()).zone())
        .isEqualTo(ZoneId.of("Pacific/Auckland"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"time_zone\": \"Mars/Olympus\"}", "{\"time_zone\": \"\"}", "{}", "null"})
  void refusesWhatIsNoTimeZone(String body) {
    Response response = admin.put("/api/organization", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.asString()).contains("time_zone");
    assertThat(people.organisation(organisation.id()).zone()).isEqualTo(ZoneId.of("UTC"));
  }
}
