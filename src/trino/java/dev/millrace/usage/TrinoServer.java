package dev.millrace.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Trino with the Hive connector as catalog {@code lake}, over a folder that it knows as {@code
 * local:///}.
 *
 * @see <a href="https://trino.io/docs/476/develop/client-protocol.html">Trino documentation,
 *     "Client REST API"</a>
 */
final class TrinoServer implements AutoCloseable {

  private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI uri;

  private TrinoServer(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param java the program, of a JDK that this Trino runs on
   * @param home unpacked server
   * @param folder for settings and logs
   * @param data what {@code local:///} is
   */
  static TrinoServer start(Path java, Path home, Path folder, Path data) throws Exception {
    int port = freePort();
    settings(folder, data, port);
    Path plugins = Files.createDirectories(folder.resolve("plugin"));
    Files.createSymbolicLink(plugins.resolve("hive"), home.resolve("plugin/hive"));
    Process process =
        new ProcessBuilder(command(java, home, folder))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    TrinoServer server = new TrinoServer(process, URI.create("http://127.0.0.1:" + port));
    try {
      server.awaitStart(folder);
      return server;
    } catch (Exception e) {
      server.close();
      throw e;
    }
  }

  private static void settings(Path folder, Path data, int port) throws IOException {
    Path catalogs = Files.createDirectories(folder.resolve("catalog"));
    Files.writeString(
        folder.resolve("config.properties"),
        """
        coordinator=true
        node-scheduler.include-coordinator=true
        node.environment=test
        node.internal-address=127.0.0.1
        node.bind-ip=127.0.0.1
        http-server.http.port=%d
        discovery.uri=http://127.0.0.1:%d
        query.max-memory-per-node=512MB
        memory.heap-headroom-per-node=256MB
        """
            .formatted(port, port));
    Files.writeString(
        catalogs.resolve("lake.properties"),
        """
        connector.name=hive
        hive.metastore=file
        hive.metastore.catalog.dir=local:///metastore
        fs.native-local.enabled=true
        local.location=%s
        """
            .formatted(data));
  }

  private static List<String> command(Path java, Path home, Path folder) {
    return List.of(
        java.toString(),
        "-Xmx1500m",
        "-XX:TieredStopAtLevel=1",
        "-Djdk.attach.allowAttachSelf=true",
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Dconfig=" + folder.resolve("config.properties"),
        "-Dcatalog.config-dir=" + folder.resolve("catalog"),
        "-Dnode.data-dir=" + folder.resolve("var"),
        "-Dnode.id=test",
        "-Dplugin.dir=" + folder.resolve("plugin"),
        "-cp",
        home.resolve("lib") + "/*",
        "io.trino.server.TrinoServer");
  }

  /** The rows of a statement, each by its columns' names; what is NULL is not there. */
  List<Map<String, String>> query(String statement) throws IOException, InterruptedException {
    List<Map<String, String>> rows = new ArrayList<>();
    JsonNode page =
        send(request(uri.resolve("/v1/statement")).POST(BodyPublishers.ofString(statement)));
    while (true) {
      if (page.has("error")) {
        throw new IOException(page.get("error").get("message").asText());
      }
      for (JsonNode row : page.path("data")) {
        rows.add(row(page.get("columns"), row));
      }
      if (!page.has("nextUri")) {
        return rows;
      }
      page = send(request(URI.create(page.get("nextUri").asText())));
    }
  }

  private static Map<String, String> row(JsonNode columns, JsonNode row) {
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!row.get(i).isNull()) {
        texts.put(columns.get(i).get("name").asText(), row.get(i).asText());
      }
    }
    return texts;
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return JSON.readTree(http.send(request.build(), BodyHandlers.ofString()).body());
  }

  private static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri)
        .header("X-Trino-User", "test")
        .header("X-Trino-Catalog", "lake");
  }

  private void awaitStart(Path folder) throws Exception {
    long end = System.nanoTime() + STARTS_WITHIN.toNanos();
    while (!isStarted()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new TimeoutException(
            "Trino did not start:\n" + Files.readString(folder.resolve("server.log")));
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private boolean isStarted() throws InterruptedException {
    try {
      return !send(request(uri.resolve("/v1/info"))).path("starting").asBoolean(true);
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
