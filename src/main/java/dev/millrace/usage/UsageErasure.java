package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.PersonNames;
import dev.millrace.duckdb.TempFolder;
import dev.millrace.lake.LakeLayout;
import dev.millrace.lake.ParquetMark;
import dev.millrace.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SortedSet;
import org.jboss.logging.Logger;

/**
 * Takes a person's rows out of usage itself, for days that cannot be computed anew; nobody else's
 * rows change by that.
 */
public final class UsageErasure {

  private static final Logger log = Logger.getLogger(UsageErasure.class);

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
   * @return the days on which there was something
   */
  public SortedSet<LocalDate> erase(OrgId org, PersonNames person) {
    SortedSet<LocalDate> days = ledger.daysOf(org, person);
    days.forEach(day -> erase(LakeLayout.usageKey(org, day), person));
    ledger.erase(org, person);
    return days;
  }

  private void erase(String key, PersonNames person) {
    try (TempFolder folder = TempFolder.in(temp)) {
      Path before = folder.path().resolve("before.parquet");
      Path after = folder.path().resolve("after.parquet");
      if (!store.fetch(key, before)) {
        return;
      }
      if (!ParquetMark.isOn(before)) {
        log.warnf("%s is damaged: whether the person is in it cannot be found out", key);
      } else if (parquet.copyWithout(person, before, after) == 0) {
        store.delete(key);
      } else {
        store.put(key, after);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("to erase a person from " + key + " needs disk space", e);
    }
  }
}
