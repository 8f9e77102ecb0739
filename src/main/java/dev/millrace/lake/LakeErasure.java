package dev.millrace.lake;

import dev.millrace.Partition;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.duckdb.TempFolder;
import dev.millrace.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes a person's rows out of files that cannot be made anew, since not all that landed is there
 * any longer. What broke off is taken up by asking again; nobody else may write the partition
 * meanwhile.
 */
public final class LakeErasure {

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
   * @return how many records were taken out: rows of the general tables
   * @throws LakeException if a file or a manifest is not readable, or a file cannot be made
   */
  public long erase(Partition partition, ErasedPerson person) {
    DayManifest day = manifests.day(partition);
    Map<String, List<PackManifest.File>> left = new HashMap<>();
    long records = 0;
    for (String name : manifests.names(partition)) {
      PackManifest manifest = manifests.read(partition, name);
      List<PackManifest.File> files = new ArrayList<>();
      records += erase(partition, name, manifest, person, files);
      manifests.write(partition, name, manifest.withFiles(files));
      left.put(name, files);
    }
    if (day.isCurrent()) {
      manifests.write(partition, day.withFiles(left));
    }
    return records;
  }

  private long erase(
      Partition partition,
      String name,
      PackManifest manifest,
      ErasedPerson person,
      List<PackManifest.File> left) {
    long records = 0;
    for (PackManifest.File file : manifest.files()) {
      LakeTable table = LakeLayout.file(file.key()).orElseThrow().table();
      try {
        long gone = erase(file, table, person, left);
        records += table == LakeTable.ACTIVITY ? 0 : gone;
      } catch (SQLException | IOException e) {
        throw new LakeException("erase a person from the lake", partition, name, e);
      }
    }
    return records;
  }

  /**
   * Erases the person from a file.
   *
   * @param left gets the file as it is then, if there is anything left in it
   * @return how many rows are gone
   */
  private long erase(
      PackManifest.File file, LakeTable table, ErasedPerson person, List<PackManifest.File> left)
      throws SQLException, IOException {
    try (TempFolder folder = TempFolder.in(settings.tempDirectory());
        Connection database = DuckDb.open(settings);
        Statement statement = database.createStatement()) {
      Path before = folder.path().resolve("before.parquet");
      if (!store.fetch(file.key(), before)) {
        return 0;
      }
      Path after = folder.path().resolve("after.parquet");
      statement.execute(copy(person, table, before, after));
      long had = count(statement, before);
      long has = count(statement, after);
      if (has == 0) {
        store.delete(file.key());
      } else {
        store.put(file.key(), after);
        long content = had == has ? file.content() : 0;
        left.add(new PackManifest.File(file.key(), Files.size(after), has, content));
      }
      return had - has;
    }
  }

  private static String copy(ErasedPerson person, LakeTable table, Path before, Path after) {
    return "copy (select %s from read_parquet(%s, hive_partitioning = false) where not (%s)) to %s (%s)"
        .formatted(
            person.columns(table),
            TableCopy.quoted(before),
            person.rows(table),
            TableCopy.quoted(after),
            TableCopy.format(TableCopy.MOST_ROWS_OF_GROUP));
  }

  private static long count(Statement statement, Path file) throws SQLException {
    try (ResultSet count =
        statement.executeQuery("select count(*) from " + TableCopy.quoted(file))) {
      count.next();
      return count.getLong(1);
    }
  }
}
