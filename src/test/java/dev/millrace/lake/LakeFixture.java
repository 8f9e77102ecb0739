package dev.millrace.lake;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.otlp.Export;
import dev.millrace.store.DirectoryObjectStore;
import dev.millrace.store.ObjectStore;
import dev.millrace.tools.Origin;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;

/** A lake in a folder, written by our writer and read by DuckDB's reader as anybody would. */
final class LakeFixture {

  static final LocalDate RECEIVED = LocalDate.of(2026, 3, 14);
  static final Partition PARTITION = new Partition(new OrgId("acme"), RECEIVED);

  private final Path folder;
  private final DirectoryObjectStore store;

  LakeFixture(Path folder) {
    this.folder = folder;
    this.store = new DirectoryObjectStore(folder.resolve("store"));
  }

  DirectoryObjectStore store() {
    return store;
  }

  Path tempFolder() {
    return folder.resolve("temp");
  }

  LakeWriter writer() {
    return writer(store, new PointActivity());
  }

  LakeWriter writer(ObjectStore store, ActivitySource source) {
    return new LakeWriter(store, new DuckDbSettings(tempFolder(), "256MB", 2), source);
  }

  /** Lets these exports count in place of all that did, in a pack for each signal. */
  SortedSet<LocalDate> write(List<LandedExport> exports) {
    return write(store, writer(), exports);
  }

  static SortedSet<LocalDate> write(
      ObjectStore store, LakeWriter writer, List<LandedExport> exports) {
    LakeDays days = new LakeDays(store);
    Map<LakePack, PackManifest> packs = new LinkedHashMap<>();
    GivenPack.of(PARTITION, exports)
        .forEach(pack -> packs.put(pack.pack(), writer.convert(pack.pack(), pack)));
    SortedSet<LocalDate> open = days.count(PARTITION, packs, List.of(), "");
    days.tidy(PARTITION);
    days.settle(PARTITION, open);
    return open;
  }

  /** The pack that holds these exports of one signal. */
  static LakePack pack(LandedExport... exports) {
    return GivenPack.of(PARTITION, List.of(exports)).get(0).pack();
  }

  /** An export as landed in the partition; the number makes its hash. */
  static LandedExport landed(int number, Export export) {
    return new LandedExport(
        "%032x".formatted(number * 0x1357_9bdfL),
        export,
        new Origin("key000000001", Optional.empty(), RECEIVED));
  }

  /** The rows of a table, read by its Hive layout. */
  List<Map<String, Object>> rows(LakeTable table, String columns, String rest) {
    String sql =
        "select %s from read_parquet('%s/lake/%s/*/*/*.parquet', hive_partitioning=true, hive_types_autocast=false) %s"
            .formatted(columns, folder.resolve("store"), table, rest);
    try (var connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return rows(result);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  Map<String, Object> row(LakeTable table, String columns) {
    List<Map<String, Object>> rows = rows(table, columns, "");
    if (rows.size() != 1) {
      throw new IllegalStateException("one row was expected, but there were " + rows.size());
    }
    return rows.get(0);
  }

  /** Every object of the store with its content. */
  SortedMap<String, List<Byte>> objects() {
    SortedMap<String, List<Byte>> objects = new TreeMap<>();
    try (Stream<String> keys = store.list("").map(object -> object.key())) {
      keys.forEach(key -> objects.put(key, bytes(store.get(key).orElseThrow())));
    }
    return objects;
  }

  List<String> keys() {
    return List.copyOf(objects().keySet());
  }

  private static List<Byte> bytes(byte[] content) {
    List<Byte> bytes = new ArrayList<>(content.length);
    for (byte each : content) {
      bytes.add(each);
    }
    return bytes;
  }

  private static List<Map<String, Object>> rows(ResultSet result) throws SQLException {
    List<Map<String, Object>> rows = new ArrayList<>();
    while (result.next()) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        row.put(result.getMetaData().getColumnName(i), result.getObject(i));
      }
      rows.add(row);
    }
    return rows;
  }
}
