package dev.millrace.rollup;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.keys.ApiKey;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.Landing;
import dev.millrace.landing.RawObject;
import dev.millrace.otlp.Export;
import dev.millrace.usage.RollupQueue;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Erases a person from what landed, and has the days it was in rolled up again, which takes them
 * out of lake and usage.
 *
 * <p>One that broke off is taken up by asking again: what is erased stays so, and a day whose
 * objects are not those of its last rollup is rolled up, whoever changed them.
 */
@Singleton
class PersonErasure {

  private static final String REQUESTED_BY = "erasure";

  private final LandedExports landed;
  private final Landing landing;
  private final KeyRegistry keys;
  private final RollupSchedule schedule;
  private final RollupQueue queue;

  PersonErasure(
      LandedExports landed,
      Landing landing,
      KeyRegistry keys,
      RollupSchedule schedule,
      RollupQueue queue) {
    this.landed = landed;
    this.landing = landing;
    this.keys = keys;
    this.schedule = schedule;
    this.queue = queue;
  }

  /**
   * Erases all that the person's personal keys brought, and every record that one of their
   * identities stands on.
   *
   * @param identities e-mail address, and what else the person is known by
   */
  Report erase(OrgId org, String email, Set<String> identities) {
    Set<KeyId> own = keysOf(org, email);
    Tally tally = new Tally();
    for (LocalDate received : landed.days(org)) {
      Partition partition = new Partition(org, received);
      if (erase(partition, own, identities, tally) || schedule.hasGrown(partition)) {
        queue.request(partition, REQUESTED_BY);
        tally.days.add(received);
      }
    }
    return new Report(tally.emptied, tally.rewritten, tally.records, tally.days);
  }

  private boolean erase(Partition partition, Set<KeyId> own, Set<String> identities, Tally tally) {
    boolean changed = false;
    try (Stream<RawObject> objects = landed.objects(partition)) {
      for (Iterator<RawObject> each = objects.iterator(); each.hasNext(); ) {
        changed |= erase(each.next(), own, identities, tally);
      }
    }
    return changed;
  }

  private boolean erase(RawObject object, Set<KeyId> own, Set<String> identities, Tally tally) {
    Export export = landed.read(object);
    int items = export.items();
    if (own.contains(object.keyId())) {
      if (items > 0) {
        landing.empty(object);
        tally.emptied++;
        tally.records += items;
      }
      return items > 0;
    }
    Landing.Erased erased = landing.erase(object, export, identities);
    tally.rewritten += erased.changed() ? 1 : 0;
    tally.records += erased.records();
    return erased.changed();
  }

  private Set<KeyId> keysOf(OrgId org, String email) {
    String member = email.strip().toLowerCase(Locale.ROOT);
    return keys.list(org).stream()
        .filter(key -> member.equals(key.member()))
        .map(ApiKey::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static final class Tally {
    private int emptied;
    private int rewritten;
    private long records;
    private final SortedSet<LocalDate> days = new TreeSet<>();
  }

  /**
   * What was done.
   *
   * @param emptied landed exports of which nothing is left
   * @param rewritten landed exports of which the rest is left
   * @param records that were taken out
   * @param days of arrival (UTC) whose rollup was asked for
   */
  record Report(int emptied, int rewritten, long records, SortedSet<LocalDate> days) {}
}
