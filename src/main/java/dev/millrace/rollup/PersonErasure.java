package dev.millrace.rollup;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.keys.ApiKey;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.Landing;
import dev.millrace.usage.ErasureRun;
import dev.millrace.usage.ErasureRuns;
import dev.millrace.usage.RollupRuns;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Erases a person from what landed, day by day, and rolls up again each day they were in, which
 * takes them out of lake and usage; keeps the book of it.
 *
 * <p>One that broke off goes on after the last day that is done. On the day it broke off on, what
 * is erased stays so, and the day is rolled up since its objects are not those of its last rollup.
 */
@Singleton
class PersonErasure {

  private static final String REQUESTED_BY = "erasure";

  private static final Logger log = Logger.getLogger(PersonErasure.class);

  private final LandedExports landed;
  private final Landing landing;
  private final KeyRegistry keys;
  private final Growth growth;
  private final RecordedRollup rollup;
  private final RollupRuns rollups;
  private final ErasureRuns erasures;
  private final RollupConfig config;

  PersonErasure(
      LandedExports landed,
      Landing landing,
      KeyRegistry keys,
      Growth growth,
      RecordedRollup rollup,
      RollupRuns rollups,
      ErasureRuns erasures,
      RollupConfig config) {
    this.landed = landed;
    this.landing = landing;
    this.keys = keys;
    this.growth = growth;
    this.rollup = rollup;
    this.rollups = rollups;
    this.erasures = erasures;
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
      Set<KeyId> own = keysOf(org, identities);
      for (LocalDate received : landed.days(org)) {
        if (run.isOpen(received)) {
          run = erasures.progressed(id, erase(new Partition(org, received), own, identities));
        }
      }
      run = erasures.done(id);
      log.infof(
          "erased %d records of a person of %s: %d objects emptied, %d rewritten, rolled up %s",
          run.records(), org, run.emptied(), run.rewritten(), run.days());
    } catch (RuntimeException | Error e) {
      fail(id, e);
      throw e;
    }
  }

  private ErasureRun.Day erase(Partition partition, Set<KeyId> own, Set<String> identities) {
    ErasureOfDay.Tally tally =
        new ErasureOfDay(landed, landing, own, identities, config.readers(), config.threads())
            .of(partition);
    boolean rollUp = tally.emptied() + tally.rewritten() > 0 || growth.hasGrown(partition);
    if (rollUp) {
      rollup.make(rollups.requested(partition, REQUESTED_BY).id(), partition);
    }
    return new ErasureRun.Day(
        partition.received(), tally.emptied(), tally.rewritten(), tally.records(), rollUp);
  }

  private Set<KeyId> keysOf(OrgId org, Set<String> identities) {
    return keys.list(org).stream()
        .filter(key -> key.member() != null && identities.contains(key.member()))
        .map(ApiKey::id)
        .collect(Collectors.toUnmodifiableSet());
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
