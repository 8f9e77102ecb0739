package dev.millrace.lake;

import dev.millrace.OrgId;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lake as its readers see it.
 *
 * <p>What is listed is what lies there; manifests are not asked, though a conversion that broke off
 * may have left files that belong to no settled one. Such files hold rows that the shard had or
 * will have: activity has an identity and is counted once however often it stands there, and the
 * run that repeats the conversion names their dates again, so that what was computed meanwhile is
 * computed anew. To ask would cost a read per shard of every day since.
 */
public final class Lake {

  private final ObjectStore store;

  public Lake(ObjectStore store) {
    this.store = store;
  }

  /**
   * Keys of the organisation's files of activity, by event date.
   *
   * @param first UTC day, inclusive
   * @param last UTC day, inclusive
   */
  public List<String> activityKeys(OrgId org, LocalDate first, LocalDate last) {
    return first
        .datesUntil(last.plusDays(1))
        .flatMap(date -> keys(LakeLayout.prefix(LakeTable.ACTIVITY, org, date)).stream())
        .toList();
  }

  private List<String> keys(String prefix) {
    try (Stream<StoredObject> objects = store.list(prefix)) {
      return objects
          .map(StoredObject::key)
          .filter(key -> LakeLayout.file(key).isPresent())
          .toList();
    }
  }
}
