package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.duckdb.TempFolder;
import dev.millrace.lake.LakeLayout;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes usage from its files back into a ledger that does not have it: that of a database which is
 * new, or was restored. What landed on those days may have expired; its usage is kept for good.
 */
public final class UsageRestoration {

  private final ObjectStore store;
  private final UsageLedger ledger;
  private final DuckDbSettings settings;
  private final Clock clock;

  /**
   * A restoration.
   *
   * @param settings whose folder the files are fetched to
   */
  public UsageRestoration(
      ObjectStore store, UsageLedger ledger, DuckDbSettings settings, Clock clock) {
    this.store = store;
    this.ledger = ledger;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Takes back every day that has a file and nothing in the ledger; what is there stays as it is.
   * One that broke off is taken up by asking again.
   *
   * @return the days that were taken back
   */
  public SortedSet<LocalDate> restore(OrgId org) {
    SortedSet<LocalDate> days = daysWithFile(org);
    if (!days.isEmpty()) {
      days.removeAll(daysInLedger(org, days.first(), days.last()));
      days.removeIf(day -> !restore(org, day));
    }
    return days;
  }

  private SortedSet<LocalDate> daysWithFile(OrgId org) {
    try (Stream<StoredObject> objects = store.list(LakeLayout.usagePrefix(org))) {
      return objects
          .map(object -> LakeLayout.usageDate(object.key()))
          .flatMap(Optional::stream)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private Set<LocalDate> daysInLedger(OrgId org, LocalDate from, LocalDate to) {
    return ledger.usage(org, from, to, EnumSet.of(Dimension.DATE)).stream()
        .map(group -> LocalDate.parse(group.by().get(Dimension.DATE)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Which day of arrival was the last in it, the file does not say. */
  private boolean restore(OrgId org, LocalDate day) {
    try (TempFolder folder = TempFolder.in(settings.tempDirectory())) {
      Path file = folder.path().resolve("usage.parquet");
      if (!store.fetch(LakeLayout.usageKey(org, day), file)) {
        return false;
      }
      List<UsageRow> rows = new UsageFileReader(settings).read(day, file);
      ledger.replace(org, day, rows, new Computed(clock.instant(), null));
      return !rows.isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "to take back the usage of " + org + " on " + day + " needs disk space", e);
    }
  }
}
