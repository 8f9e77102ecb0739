package dev.millrace.rollup;

import dev.millrace.OrgId;
import dev.millrace.database.Migrations;
import dev.millrace.people.People;
import dev.millrace.store.ObjectStore;
import dev.millrace.usage.UsageRestoration;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** What operators do so that nothing is lost with a database, and after one was lost. */
@Singleton
public class Recovery {

  private final People people;
  private final UsageRestoration usage;
  private final ObjectStore store;
  private final RollupConfig settings;
  private final Config config;
  private final Clock clock;

  Recovery(
      People people,
      UsageRestoration usage,
      ObjectStore store,
      RollupConfig settings,
      Config config,
      Clock clock) {
    this.people = people;
    this.usage = usage;
    this.store = store;
    this.settings = settings;
    this.config = config;
    this.clock = clock;
  }

  /** Copies the database into the store. */
  DatabaseBackup.Copied backUp() {
    return backup().make();
  }

  /** Fills a new database from such a copy. */
  DatabaseBackup.Copied restore(@Nullable String key) {
    if (key == null) {
      throw new IllegalArgumentException(
          "restore-database needs a backup, as back-up-database answered it");
    }
    return backup().restore(key);
  }

  /**
   * Takes usage from its files into a database that does not have it.
   *
   * @param org whose; everybody's if null
   */
  public UsageRestored restoreUsage(@Nullable OrgId org) {
    Map<String, Integer> days = new TreeMap<>();
    Stream<OrgId> whose = org == null ? people.organisations().stream() : Stream.of(org);
    for (OrgId each : whose.toList()) {
      days.put(each.value(), usage.restore(each).size());
    }
    return new UsageRestored(days);
  }

  private DatabaseBackup backup() {
    return new DatabaseBackup(Migrations.of(config), store, settings.temp(), clock);
  }

  /**
   * Usage that is in the database again.
   *
   * @param restored how many days, by organisation
   */
  public record UsageRestored(Map<String, Integer> restored) {

    public UsageRestored {
      restored = Map.copyOf(restored);
    }
  }
}
