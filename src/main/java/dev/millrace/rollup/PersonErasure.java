package dev.millrace.rollup;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.PersonNames;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.keys.ApiKey;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.lake.ErasedPerson;
import dev.millrace.lake.Lake;
import dev.millrace.lake.LakeErasure;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.Landing;
import dev.millrace.people.People;
import dev.millrace.store.ObjectStore;
import dev.millrace.usage.ErasureRun;
import dev.millrace.usage.ErasureRuns;
import dev.millrace.usage.RollupExtent;
import dev.millrace.usage.RollupRuns;
import dev.millrace.usage.UsageErasure;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Erases a person from what landed, day by day, and rolls up again each day they were in, which
 * takes them out of lake and usage, and from heartbeats; keeps the book of it. Days of which not
 * all that landed is still kept are not rolled up: their rows are taken out of lake and usage
 * themselves.
 *
 * <p>One that broke off goes on after the last day that is done. On the day it broke off on, what
 * is erased stays so, and the day is rolled up since its objects are not those of its last rollup.
 */
@Singleton
class PersonErasure {

  private static final String REQUESTED_BY = "erasure";

  private static final Logger log = Logger.getLogger(PersonErasure.class);

  private final LandedExports landed;
  private final Lake lake;
  private final LakeErasure ofLake;
  private final UsageErasure ofUsage;
  private final Landing landing;
  private final ObjectStore store;
  private final KeyRegistry keys;
  private final DayOfArrival day;
  private final Growth growth;
  private final RecordedRollup rollup;
  private final RollupRuns rollups;
  private final ErasureRuns erasures;
  private final Deliveries heartbeats;
  private final People people;
  private final RollupConfig config;

  PersonErasure(
      LandedExports landed,
      Lake lake,
      LakeErasure ofLake,
      UsageErasure ofUsage,
      Landing landing,
      ObjectStore store,
      KeyRegistry keys,
      DayOfArrival day,
      Growth growth,
      RecordedRollup rollup,
      RollupRuns rollups,
      ErasureRuns erasures,
      Deliveries heartbeats,
      People people,
      RollupConfig config) {
    this.landed = landed;
    this.lake = lake;
    this.ofLake = ofLake;
    this.ofUsage = ofUsage;
    this.landing = landing;
    this.store = store;
    this.keys = keys;
    this.day = day;
    this.growth = growth;
    this.rollup = rollup;
    this.rollups = rollups;
    this.erasures = erasures;
    this.heartbeats = heartbeats;
    this.people = people;
    this.config = config;
  }

  /**
   * Erases all that the person's personal keys brought, and every record that one of their
   * identities stands on.
   *
   * @param id of the erasure in the book
   * @param identities e-mail address, and what else the person is known by
   * @throws RuntimeException whatever it failed with, once that is in the book; likewise an {@link
   *     Error}
   */
  void erase(UUID id, OrgId org, Set<String> identities) {
    ErasureRun run = erasures.started(id);
    try {
      ErasedPerson person = person(org, identities);
      boolean isInLake = false;
      for (LocalDate received : days(org)) {
        if (run.isOpen(received)) {
          OfDay ofDay = erase(new Partition(org, received), person);
          isInLake |= ofDay.isInLake();
          run = erasures.progressed(id, ofDay.day());
        }
      }
      SortedSet<LocalDate> ofUsageItself = ofUsage.erase(org, person.names());
      boolean isInHeartbeats = heartbeats.erase(org, person.names());
      boolean found = run.hasFound() || isInLake || isInHeartbeats || !ofUsageItself.isEmpty();
      run = found || isKnown(org, person) ? erasures.done(id) : erasures.foundNobody(id);
      log.infof(
          "erased %d records of a person of %s: %d objects emptied, %d rewritten, rolled up %s,"
              + " rows taken out of usage of %s",
          run.records(), org, run.emptied(), run.rewritten(), run.days(), ofUsageItself);
    } catch (RuntimeException | Error e) {
      fail(id, e);
      throw e;
    }
  }

  private SortedSet<LocalDate> days(OrgId org) {
    SortedSet<LocalDate> days = new TreeSet<>(landed.days(org));
    days.addAll(lake.received(org));
    return days;
  }

  /**
   * What was done about a day.
   *
   * @param isInLake whether the person was in what was made of it and cannot be made anew
   */
  private record OfDay(ErasureRun.Day day, boolean isInLake) {}

  private OfDay erase(Partition partition, ErasedPerson person) {
    ErasureOfDay.Tally tally =
        new ErasureOfDay(
                landed,
                landing,
                store,
                person.keys(),
                person.names(),
                config.readers(),
                config.threads())
            .of(partition);
    long records = tally.records();
    boolean rollUp = false;
    boolean isInLake = false;
    if (day.isWhole(partition)) {
      rollUp = tally.emptied() + tally.rewritten() > 0 || growth.hasGrown(partition);
    } else {
      LakeErasure.Erased erased = ofLake.erase(partition, person);
      records = Math.max(records, erased.records());
      isInLake = erased.changed();
    }
    if (rollUp) {
      rollup.make(rollups.requested(partition, REQUESTED_BY).id(), partition, RollupExtent.NEW);
    }
    ErasureRun.Day done =
        new ErasureRun.Day(
            partition.received(), tally.emptied(), tally.rewritten(), records, rollUp);
    return new OfDay(done, isInLake);
  }

  private ErasedPerson person(OrgId org, Set<String> identities) {
    PersonNames names = new PersonNames(identities);
    Set<KeyId> keysOfTheirs =
        keys.list(org).stream()
            .filter(key -> key.member() != null && names.include(key.member()))
            .map(ApiKey::id)
            .collect(Collectors.toUnmodifiableSet());
    return new ErasedPerson(keysOfTheirs, names);
  }

  /** Whether the organisation knows them, be there data of theirs or not. */
  private boolean isKnown(OrgId org, ErasedPerson person) {
    return !person.keys().isEmpty()
        || people.members(org).stream().anyMatch(member -> person.names().include(member.email()));
  }

  /** The reason is what the caller has to know, whether it could be entered or not. */
  private void fail(UUID id, Throwable reason) {
    try {
      var unused = erasures.failed(id, "it broke off; ask again, the operator's log says why");
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }
}
