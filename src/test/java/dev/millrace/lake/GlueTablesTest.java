package dev.millrace.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.OrgId;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.infra.Template;
import dev.millrace.usage.UsageParquet;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables that template.yaml makes for Athena are the files that are written. */
class GlueTablesTest {

  private static final Template TEMPLATE = Template.read();
  private static final OrgId ORG = new OrgId("acme");
  private static final LocalDate DAY = LocalDate.parse("2026-11-22");

  private static final Map<String, String> HIVE =
      Map.of(
          "VARCHAR", "string",
          "VARCHAR[]", "array<string>",
          "BIGINT", "bigint",
          "INTEGER", "int",
          "DOUBLE", "double",
          "BOOLEAN", "boolean");

  @ParameterizedTest
  @MethodSource("dev.millrace.lake.TableSchemaTest#schemas")
  void haveTheColumnsOfTheLake(TableSchema<?> schema) {
    List<String> written =
        schema.columns().stream()
            .map(column -> column.name() + " " + HIVE.get(column.type().duckDb().toString()))
            .toList();
    assertThat(columns(schema.table().toString())).isEqualTo(written);
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.lake.TableSchemaTest#schemas")
  void lookWhereTheLakeIs(TableSchema<?> schema) {
    assertThat(location(schema.table().toString()))
        .isEqualTo(LakeLayout.prefix(schema.table(), ORG, DAY));
  }

  @Test
  void haveTheColumnsOfUsage(@TempDir Path folder) throws SQLException {
    Path file = folder.resolve("usage.parquet");
    DuckDbSettings settings = new DuckDbSettings(folder, "100MB", 1);
    new UsageParquet(settings).write(DAY, List.of(), file);
    assertThat(columns("usage")).isEqualTo(columnsOf(file, settings));
  }

  @Test
  void lookWhereUsageIs() {
    assertThat(location("usage") + "usage.parquet").isEqualTo(LakeLayout.usageKey(ORG, DAY));
  }

  private static List<String> columnsOf(Path file, DuckDbSettings settings) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Connection database = DuckDb.open(settings);
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery("describe from '" + file + "'")) {
      while (rows.next()) {
        columns.add(rows.getString(1) + " " + HIVE.get(rows.getString(2)));
      }
    }
    return columns;
  }

  private static List<String> columns(String table) {
    List<String> columns = new ArrayList<>();
    input(table)
        .get("StorageDescriptor")
        .get("Columns")
        .forEach(
            column -> columns.add(column.get("Name").asText() + " " + column.get("Type").asText()));
    return columns;
  }

  /** Where Athena looks for the day's files, in the bucket. */
  private static String location(String table) {
    return input(table)
        .get("Parameters")
        .get("storage.location.template")
        .asText()
        .replace("s3://${Bucket}/", "")
        .replace("${!org}", ORG.value())
        .replace("${!event_date}", DAY.toString());
  }

  private static JsonNode input(String table) {
    String logicalId = table.substring(0, 1).toUpperCase(Locale.ROOT) + table.substring(1);
    return TEMPLATE.resource(logicalId + "Table").get("TableInput");
  }
}
