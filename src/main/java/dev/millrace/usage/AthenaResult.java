package dev.millrace.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.Row;

/** The result of an {@link AthenaStatement}, page by page. */
record AthenaResult(AthenaClient athena) {

  private static final JsonMapper JSON = new JsonMapper();

  List<UsageRow> rows(String query) {
    List<UsageRow> rows = new ArrayList<>();
    List<String> columns = List.of();
    for (GetQueryResultsResponse page :
        athena.getQueryResultsPaginator(request -> request.queryExecutionId(query))) {
      for (Row row : page.resultSet().rows()) {
        // The first row of the first page is the names of the columns.
        if (columns.isEmpty()) {
          columns = row.data().stream().map(Datum::varCharValue).toList();
        } else {
          rows.add(usage(columns, row.data()));
        }
      }
    }
    return rows;
  }

  private static UsageRow usage(List<String> columns, List<Datum> data) {
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      if (data.get(i).varCharValue() != null) {
        texts.put(columns.get(i), data.get(i).varCharValue());
      }
    }
    return new UsageFields(texts, sessionIds(texts.getOrDefault("session_ids_json", "[]"))).row();
  }

  private static List<String> sessionIds(String json) {
    try {
      return List.of(JSON.readValue(json, String[].class));
    } catch (JsonProcessingException e) {
      throw new UsageFailedException("Athena gives session ids as JSON, but gave " + json, e);
    }
  }
}
