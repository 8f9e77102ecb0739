package dev.millrace.endurance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Who asks a server for keys, rollups and usage. */
final class Owner {

  private final Victim victim;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  Owner(Victim victim) {
    this.victim = victim;
  }

  String newKey() throws IOException, InterruptedException {
    String asked = "{\"name\": \"senders\", \"scopes\": [\"otel:write\"]}";
    return json.readTree(post("/api/keys", asked).body()).get("token").asText();
  }

  /** Whether it is taken on does not matter. */
  void askForRollup() throws IOException, InterruptedException {
    post("/api/rollups", days());
  }

  /** Has everything rolled up that came since yesterday, and waits for it. */
  void rollUp() throws IOException, InterruptedException {
    JsonNode asked = json.readTree(post("/api/rollups", days()).body());
    while (!isDone(asked)) {
      Thread.sleep(100);
    }
  }

  private boolean isDone(JsonNode asked) throws IOException, InterruptedException {
    JsonNode runs = get("/api/rollups");
    for (JsonNode one : asked) {
      for (JsonNode run : runs) {
        if (run.get("id").equals(one.get("id")) && !isDone(run.get("state").asText(), run)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isDone(String state, JsonNode run) {
    if (state.equals("failed")) {
      throw new AssertionError("rollup failed: " + run);
    }
    return state.equals("done");
  }

  /** The sum over everybody and all days that senders' clocks may have shown. */
  JsonNode usage() throws IOException, InterruptedException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return get("/api/usage?by=tool&from=%s&to=%s".formatted(today.minusDays(5), today.plusDays(2)));
  }

  private static String days() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(today.minusDays(1), today);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = request(path).build();
    return json.readTree(client.send(request, BodyHandlers.ofString()).body());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) throws IOException {
    return HttpRequest.newBuilder(victim.url().resolve(path))
        .header("Authorization", "Bearer " + victim.ownerKey());
  }
}
