package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The packaged server from its start to its end, the orderly ones and the others. */
class LocalServerIT {

  @TempDir static Path data;

  private static final String LOG =
      """
      {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1700000000000000000"}]}]}]}
      """;

  /** One for all tests; who ended it leaves it to the next to start it again. */
  private static @Nullable ServerProcess running;

  private ServerProcess server;

  @BeforeEach
  void start() throws Exception {
    if (running == null || !running.process().isAlive()) {
      running = ServerProcess.start(data, 0);
    }
    server = running;
    server.url();
  }

  @AfterAll
  static void stop() throws Exception {
    if (running != null) {
      running.stop();
    }
    assertThat(postgres().process()).isEmpty();
  }

  @Test
  void answersWhereItSays() throws Exception {
    assertThat(statusOf("/q/openapi", "")).isEqualTo(200);
  }

  @Test
  void makesOwnerKeyOnFirstStartAndShowsItOnce() throws Exception {
    String key = Files.readString(data.resolve("owner-key")).strip();
    server.stop();
    start();

    assertThat(key).startsWith("mro_");
    assertThat(Files.readString(data.resolve("owner-key")).strip()).isEqualTo(key);
    assertThat(server.printed()).doesNotContain(key);
    assertThat(statusOf("/api/keys", key)).isEqualTo(200);
  }

  @Test
  void endsWithoutNoiseAndWithoutPostgres() throws Exception {
    String atStart = server.printed();
    assertThat(postgres().process()).isPresent();

    server.stop();

    assertThat(server.printed()).isEqualTo(atStart).startsWith("Millrace is ready.");
    assertThat(postgres().process()).isEmpty();
  }

  @Test
  void refusesFolderOfRunningServer() throws Exception {
    ServerProcess second = ServerProcess.start(data, 0);

    assertThat(second.status()).isEqualTo(1);
    assertThat(second.printed())
        .isEqualTo(
            "millrace: The data folder %s is in use by another Millrace: stop that one or name another folder in MILLRACE_DATA.\n"
                .formatted(data.toRealPath()));
  }

  @Test
  void refusesTakenPortAndLeavesNothingBehind(@TempDir Path other) throws Exception {
    int taken = server.url().getPort();
    ServerProcess second = ServerProcess.start(other, taken);

    assertThat(second.status()).isEqualTo(1);
    assertThat(second.printed())
        .startsWith("millrace: Cannot listen on 127.0.0.1:%d (".formatted(taken))
        .hasLineCount(1);
    assertThat(other).isEmptyDirectory();
  }

  @Test
  void saysWhyItCannotKeepObjects(@TempDir Path other) throws Exception {
    Files.createFile(other.resolve("objects"));
    ServerProcess second = ServerProcess.start(other, 0);

    assertThat(second.status()).isEqualTo(1);
    assertThat(second.printed())
        .startsWith("millrace: Millrace cannot start: cannot open ")
        .hasLineCount(1);
  }

  @Test
  void saysThatPostgresDoesNotStart(@TempDir Path other) throws Exception {
    Files.createFile(other.resolve("postgres"));
    ServerProcess second = ServerProcess.start(other, 0);

    assertThat(second.status()).isEqualTo(1);
    assertThat(second.printed())
        .startsWith("millrace: PostgreSQL did not start in " + other.toRealPath())
        .hasLineCount(1);
  }

  @Test
  void findsEverythingAgainAfterKill() throws Exception {
    ask("insert into organisation values ('kept', 'Kept', now()) returning id");
    server.kill();
    assertThat(postgres().process()).isPresent();

    start();

    assertThat(ask("select name from organisation where id = 'kept'")).isEqualTo("Kept");
  }

  @Test
  void answersWhoAsksBeforeItsDatabaseRuns() throws Exception {
    String key = Files.readString(data.resolve("owner-key")).strip();
    URI keys = server.url().resolve("/api/keys");
    // Leaves a PostgreSQL behind, which has to end before the next one begins.
    server.kill();

    server = ServerProcess.start(data, keys.getPort());
    running = server;

    assertThat(firstStatusOf(keys, key)).isEqualTo(200);
  }

  /** Memory that ran out on the machine and a library that fails end a process alike. */
  @Test
  void goesOnWhenProcessOfRollupIsKilledAndMakesTheNext() throws Exception {
    String owner = Files.readString(data.resolve("owner-key")).strip();
    String made =
        post("/api/keys", owner, "{\"name\": \"it\", \"scopes\": [\"otel:write\"]}").body();
    String key = made.replaceAll("(?s).*\"token\":\"([^\"]*)\".*", "$1");
    assertThat(post("/v1/logs", key, LOG).statusCode()).isEqualTo(200);

    post("/api/rollups", owner, "{}");
    assertThat(processOfRollups().destroyForcibly()).isTrue();

    assertThat(lastRollup(owner)).contains("\"failed\"").contains("its process was killed");
    assertThat(post("/v1/logs", key, LOG).statusCode()).isEqualTo(200);
    post("/api/rollups", owner, "{}");
    assertThat(lastRollup(owner)).contains("\"done\"");
    ProcessHandle next = processOfRollups();
    server.stop();
    assertThat(next.isAlive()).isFalse();
  }

  private ProcessHandle processOfRollups() throws InterruptedException {
    while (true) {
      for (ProcessHandle child : server.process().children().toList()) {
        if (child.info().commandLine().orElse("").endsWith(" " + RollupProcess.ARGUMENT)) {
          return child;
        }
      }
      Thread.sleep(10);
    }
  }

  /** How the one that was asked for last has ended. */
  private String lastRollup(String owner) throws Exception {
    while (true) {
      String runs = send(HttpRequest.newBuilder(), "/api/rollups", owner).body();
      String last = runs.substring(0, runs.indexOf('}'));
      if (!last.contains("\"requested\"") && !last.contains("\"running\"")) {
        return last;
      }
      Thread.sleep(50);
    }
  }

  private HttpResponse<String> post(String path, String key, String body) throws Exception {
    return send(HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)), path, key);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path, String key)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            request
                .uri(server.url().resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .build(),
            BodyHandlers.ofString());
  }

  private int firstStatusOf(URI url, String key) throws Exception {
    while (server.process().isAlive()) {
      try {
        return statusOf(url, key);
      } catch (ConnectException e) {
        // It does not listen yet.
        Thread.sleep(10);
      }
    }
    throw new AssertionError(server.printed());
  }

  private int statusOf(String path, String key) throws Exception {
    return statusOf(server.url().resolve(path), key);
  }

  private static int statusOf(URI url, String key) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(url).header("Authorization", "Bearer " + key).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private static Postmaster postgres() throws IOException {
    Path folder = data.toRealPath();
    return new Postmaster(folder.resolve("postgres"), folder.resolve("postgres-program"));
  }

  private static String ask(String sql) throws IOException, SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://127.0.0.1:" + postgresPort() + "/postgres");
    String password = Files.readString(data.resolve("postgres-password")).strip();
    try (Connection connection = source.getConnection("postgres", password);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private static String postgresPort() throws IOException {
    return Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid")).get(3);
  }
}
