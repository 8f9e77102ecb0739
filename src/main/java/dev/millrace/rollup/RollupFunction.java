package dev.millrace.rollup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.database.Migrations;
import dev.millrace.keys.KeyOrder;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.people.Identities;
import dev.millrace.people.People;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.RollupMessage;
import dev.millrace.usage.RollupQueue;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The entry of the rollup function: what a schedule, the queue or an operator asks for is done, and
 * answered in JSON. Who may invoke it is the platform's matter.
 */
@Singleton
@Named("rollup")
public class RollupFunction implements RequestStreamHandler {

  private static final String REQUESTED_BY = "operator";

  private final RollupSchedule schedule;
  private final QueuedRollups queued;
  private final RollupQueue queue;
  private final People people;
  private final KeyRegistry keys;
  private final Identities identities;
  private final OrganizationRemoval removal;
  private final DeadLetters deadLetters;
  private final Recovery recovery;
  private final Config config;
  private final Clock clock;
  private final ObjectMapper json;

  RollupFunction(
      RollupSchedule schedule,
      QueuedRollups queued,
      RollupQueue queue,
      People people,
      KeyRegistry keys,
      Identities identities,
      OrganizationRemoval removal,
      DeadLetters deadLetters,
      Recovery recovery,
      Config config,
      Clock clock,
      ObjectMapper json) {
    this.schedule = schedule;
    this.queued = queued;
    this.queue = queue;
    this.people = people;
    this.keys = keys;
    this.identities = identities;
    this.removal = removal;
    this.deadLetters = deadLetters;
    this.recovery = recovery;
    this.config = config;
    this.clock = clock;
    this.json = json;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
      throws IOException {
    FunctionEvent event = json.readValue(in, FunctionEvent.class);
    json.writeValue(out, answer(event));
  }

  private Record answer(FunctionEvent event) {
    return event.messages() == null ? performed(event) : queued.make(event.messages());
  }

  private Record performed(FunctionEvent event) {
    return switch (event.wanted()) {
      case ROLLUP -> event.leavesRollupsOpen() ? schedule() : days(event);
      case MIGRATE -> migrate();
      case CREATE_ORGANIZATION -> createOrganization(event);
      case REVOKE_KEY -> revokeKey(event);
      case LAND_DEAD_LETTERS -> deadLetters.land();
      case ERASE_PERSON -> erasePerson(event);
      case DELETE_ORGANIZATION -> deleteOrganization(event);
      case BACK_UP_DATABASE -> recovery.backUp();
      case RESTORE_DATABASE -> recovery.restore(event.backup());
      case RESTORE_USAGE ->
          recovery.restoreUsage(event.org() == null ? null : new OrgId(event.org()));
    };
  }

  private Requested schedule() {
    return new Requested(
        schedule.look().stream().map(run -> RollupMessage.of(run, RollupExtent.NEW)).toList());
  }

  private Requested days(FunctionEvent event) {
    LocalDate to =
        event.to() == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : event.to();
    LocalDate from = event.from() == null ? to : event.from();
    return new Requested(
        organisations(event)
            .flatMap(org -> from.datesUntil(to.plusDays(1)).map(day -> new Partition(org, day)))
            .map(partition -> queue.request(partition, RollupExtent.ANEW, REQUESTED_BY))
            .map(run -> RollupMessage.of(run, RollupExtent.ANEW))
            .toList());
  }

  private Stream<OrgId> organisations(FunctionEvent event) {
    return event.org() == null
        ? people.organisations().stream()
        : Stream.of(new OrgId(event.org()));
  }

  private Migrated migrate() {
    Migrations migrations = Migrations.of(config);
    migrations.run();
    return new Migrated(migrations.url());
  }

  /** Once more for an organisation that is there: it gets another owner's key. */
  private Owner createOrganization(FunctionEvent event) {
    if (event.id() == null) {
      throw new IllegalArgumentException("create-organization needs an id");
    }
    OrgId org = new OrgId(event.id());
    people.createOrganisation(org, event.name() == null ? org.value() : event.name());
    return new Owner(org.value(), keys.create(KeyOrder.owner(org)).token().text());
  }

  private Revoked revokeKey(FunctionEvent event) {
    if (event.org() == null || event.id() == null) {
      throw new IllegalArgumentException("revoke-key needs an org and the id of a key");
    }
    return new Revoked(keys.revoke(new OrgId(event.org()), new KeyId(event.id())));
  }

  private Erasing erasePerson(FunctionEvent event) {
    if (event.org() == null || event.email() == null || event.email().isBlank()) {
      throw new IllegalArgumentException("erase-person needs an org and an email");
    }
    OrgId org = new OrgId(event.org());
    Set<String> names = new HashSet<>(identities.allOf(org, event.email()));
    if (event.identities() != null) {
      names.addAll(event.identities());
    }
    return new Erasing(queue.erase(org, names, REQUESTED_BY).id());
  }

  private Deleted deleteOrganization(FunctionEvent event) {
    if (event.id() == null || !event.id().equals(event.confirm())) {
      throw new IllegalArgumentException(
          "delete-organization needs an id, and the same again in confirm");
    }
    return new Deleted(removal.remove(new OrgId(event.id())));
  }

  /** The rollups that were asked for. */
  record Requested(List<RollupMessage> requested) {}

  /** The database whose schema is up to date. */
  record Migrated(String migrated) {}

  /**
   * The first owner of an organisation.
   *
   * @param token shown here and nowhere else
   */
  record Owner(String organization, String token) {}

  /**
   * A key's end.
   *
   * @param revoked whether there is such a key, which nobody believes any longer in a minute
   */
  record Revoked(boolean revoked) {}

  /** The erasure that was asked for, by its id in the book. */
  record Erasing(UUID erasure) {}

  /**
   * What was deleted.
   *
   * @param objects how many; to be asked for again until it is 0
   */
  record Deleted(long objects) {}
}
