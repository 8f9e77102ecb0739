package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.duckdb.TempFolder;
import dev.millrace.lake.LakeLayout;
import dev.millrace.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Takes a person's rows out of usage itself, for days that cannot be computed anew; nobody else's
 * rows change by that.
 */
public final class UsageErasure {

  private final ObjectStore store;
  private final UsageLedger ledger;
  private final UsageParquet parquet;
  private final Path temp;

  /**
   * An erasure.
   *
   * @param temp folder to work in
   */
  public UsageErasure(ObjectStore store, UsageLedger ledger, UsageParquet parquet, Path temp) {
    this.store = store;
    this.ledger = ledger;
    this.parquet = parquet;
    this.temp = temp;
  }

  /**
   * Erases from all days. The ledger, which names them, is last: what broke off is taken up by
   * asking again.
   *
   * @param identities of the person, in whatever case
   * @return the days on which there was something
   */
  public SortedSet<LocalDate> erase(OrgId org, Set<String> identities) {
    Set<String> people =
        identities.stream()
            .map(identity -> identity.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    SortedSet<LocalDate> days = ledger.daysOf(org, people);
    days.forEach(day -> erase(LakeLayout.usageKey(org, day), people));
    ledger.erase(org, people);
    return days;
  }

  private void erase(String key, Set<String> people) {
    try (TempFolder folder = TempFolder.in(temp)) {
      Path before = folder.path().resolve("before.parquet");
      Path after = folder.path().resolve("after.parquet");
      if (!store.fetch(key, before)) {
        return;
      }
      if (parquet.copyWithout(people, before, after) == 0) {
        store.delete(key);
      } else {
        store.put(key, after);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("to erase a person from " + key + " needs disk space", e);
    }
  }
}
