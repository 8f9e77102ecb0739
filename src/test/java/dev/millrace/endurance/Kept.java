package dev.millrace.endurance;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.LandedExports.Listed;
import dev.millrace.landing.RawObject;
import dev.millrace.otlp.Export;
import dev.millrace.packs.Pack;
import dev.millrace.packs.Packs;
import dev.millrace.store.DirectoryObjectStore;
import dev.millrace.store.ObjectStore;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is found under a server's objects of what was sent, each record as its session and time. */
record Kept(Path objects) {

  private static final OrgId ORG = new OrgId("local");

  /** As it landed, packed or not yet. */
  List<String> raw() {
    ObjectStore store = new DirectoryObjectStore(objects);
    LandedExports landed = new LandedExports(store);
    Packs packs = new Packs(store);
    Map<String, String> records = new TreeMap<>();
    for (LocalDate day : landed.days(ORG)) {
      Partition partition = new Partition(ORG, day);
      for (Listed listed : landed.list(partition)) {
        RawObject object = listed.object();
        records.put(object.hash() + "-" + object.keyId(), only(landed.read(object)));
      }
      for (Pack pack : packs.of(partition)) {
        packs
            .open(packs.index(pack))
            .exports()
            .forEachRemaining(packed -> records.put(packed.member().name(), only(packed.export())));
      }
    }
    return List.copyOf(records.values());
  }

  /** As the tables for data engineers have it. */
  List<String> lake() throws SQLException {
    List<String> records = new ArrayList<>();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      for (String table : List.of("metrics", "logs")) {
        String sql =
            "select session_id || ' ' || time_ns from read_parquet('%s/lake/%s/**/*.parquet')";
        try (ResultSet rows = statement.executeQuery(sql.formatted(objects, table))) {
          while (rows.next()) {
            records.add(rows.getString(1));
          }
        }
      }
    }
    return records;
  }

  private static String only(Export export) {
    if (export instanceof Export.Metrics metrics) {
      NumberDataPoint point =
          metrics
              .message()
              .getResourceMetrics(0)
              .getScopeMetrics(0)
              .getMetrics(0)
              .getSum()
              .getDataPoints(0);
      return session(point.getAttributesList()) + " " + point.getTimeUnixNano();
    }
    LogRecord log =
        ((Export.Logs) export).message().getResourceLogs(0).getScopeLogs(0).getLogRecords(0);
    return session(log.getAttributesList()) + " " + log.getTimeUnixNano();
  }

  private static String session(List<KeyValue> attributes) {
    return attributes.stream()
        .filter(attribute -> attribute.getKey().equals("session.id"))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }
}
