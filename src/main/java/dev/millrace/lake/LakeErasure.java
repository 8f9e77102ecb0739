package dev.millrace.lake;

import dev.millrace.Partition;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.duckdb.TempFolder;
import dev.millrace.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.jboss.logging.Logger;

/**
 * Takes a person's rows out of files that cannot be made anew, since not all that landed is there
 * any longer. What broke off is taken up by asking again; nobody else may write the partition
 * meanwhile.
 */
public final class LakeErasure {

  private static final Logger log = Logger.getLogger(LakeErasure.class);

  private final ObjectStore store;
  private final Manifests manifests;
  private final DuckDbSettings settings;

  /**
   * With these settings, except that it works with one thread, which leaves rows in their order.
   */
  public LakeErasure(ObjectStore store, DuckDbSettings settings) {
    this.store = store;
    this.manifests = new Manifests(store);
    this.settings = settings.share(1);
  }

  /**
   * Erases the person from all files of the partition.
   *
   * @return what was taken out
   * @throws LakeException if a file or a manifest is not readable, or a file cannot be made
   */
  public Erased erase(Partition partition, ErasedPerson person) {
    DayManifest day = manifests.day(partition);
    Map<String, List<PackManifest.File>> left = new HashMap<>();
    Erased erased = Erased.NOTHING;
    for (String name : manifests.names(partition)) {
      PackManifest manifest = manifests.read(partition, name);
      List<PackManifest.File> files = new ArrayList<>();
      erased = erased.and(erase(partition, name, manifest, person, files));
      manifests.write(partition, name, manifest.withFiles(files));
      left.put(name, files);
    }
    if (day.isCurrent()) {
      manifests.write(partition, day.withFiles(left));
    }
    return erased;
  }

  private Erased erase(
      Partition partition,
      String name,
      PackManifest manifest,
      ErasedPerson person,
      List<PackManifest.File> left) {
    Erased erased = Erased.NOTHING;
    for (PackManifest.File file : manifest.files()) {
      LakeTable table = LakeLayout.file(file.key()).orElseThrow().table();
      try {
        Erased ofFile = erase(file, table, person, left);
        erased = erased.and(table == LakeTable.ACTIVITY ? ofFile.withoutRecords() : ofFile);
      } catch (SQLException | IOException e) {
        throw new LakeException("erase a person from the lake", partition, name, e);
      }
    }
    return erased;
  }

  /**
   * Erases the person from a file.
   *
   * @param left gets the file as it is then, if there is anything left in it
   */
  private Erased erase(
      PackManifest.File file, LakeTable table, ErasedPerson person, List<PackManifest.File> left)
      throws SQLException, IOException {
    try (TempFolder folder = TempFolder.in(settings.tempDirectory());
        DuckDBConnection database = DuckDb.open(settings);
        Statement statement = database.createStatement()) {
      Path before = folder.path().resolve("before.parquet");
      if (!store.fetch(file.key(), before)) {
        return Erased.NOTHING;
      }
      if (!ParquetMark.isOn(before)) {
        log.warnf("%s is damaged: whether the person is in it cannot be found out", file.key());
        left.add(file);
        return Erased.NOTHING;
      }
      Path after = folder.path().resolve("after.parquet");
      PersonFunctions.register(database, person.names());
      ErasedRows rows = new ErasedRows(table, columns(statement, before));
      if (count(statement, before, rows.mentions(person.keys())) == 0) {
        left.add(file);
        return Erased.NOTHING;
      }
      statement.execute(copy(rows, person, before, after));
      long had = count(statement, before, "true");
      long has = count(statement, after, "true");
      if (has == 0) {
        store.delete(file.key());
      } else {
        store.put(file.key(), after);
        long content = had == has ? file.content() : 0;
        left.add(new PackManifest.File(file.key(), Files.size(after), has, content));
      }
      return new Erased(had - has, true);
    }
  }

  private static Set<String> columns(Statement statement, Path file) throws SQLException {
    Set<String> names = new HashSet<>();
    try (ResultSet columns =
        statement.executeQuery(
            "select name from parquet_schema(%s)".formatted(TableCopy.quoted(file)))) {
      while (columns.next()) {
        names.add(columns.getString(1));
      }
    }
    return names;
  }

  private static String copy(ErasedRows rows, ErasedPerson person, Path before, Path after) {
    return "copy (select %s from read_parquet(%s, hive_partitioning = false) where not (%s)) to %s (%s)"
        .formatted(
            rows.columns(),
            TableCopy.quoted(before),
            rows.condition(person.keys()),
            TableCopy.quoted(after),
            TableCopy.format(TableCopy.MOST_ROWS_OF_GROUP));
  }

  private static long count(Statement statement, Path file, String condition) throws SQLException {
    String query = "select count(*) from read_parquet(%s, hive_partitioning = false) where %s";
    try (ResultSet count =
        statement.executeQuery(query.formatted(TableCopy.quoted(file), condition))) {
      count.next();
      return count.getLong(1);
    }
  }

  /**
   * What was taken out.
   *
   * @param records rows of the general tables
   * @param changed whether there was anything, be it in what others' rows share with the person's
   */
  public record Erased(long records, boolean changed) {

    static final Erased NOTHING = new Erased(0, false);

    private Erased and(Erased other) {
      return new Erased(records + other.records, changed || other.changed);
    }

    private Erased withoutRecords() {
      return new Erased(0, changed);
    }
  }
}
