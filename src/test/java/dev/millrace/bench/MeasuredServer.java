package dev.millrace.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.local.ServerProcess;
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
import java.util.List;
import java.util.Map;

/** A packaged server that takes metrics in gzip, and what it takes of the machine for that. */
final class MeasuredServer implements AutoCloseable {

  /** As many as keep two cores busy. */
  private static final int SENDERS = 4;

  private final ServerProcess process;
  private final URI url;
  private final Path data;
  private final String token;
  private final HttpClient client = HttpClient.newHttpClient();

  private MeasuredServer(ServerProcess process, URI url, Path data) throws IOException {
    this.process = process;
    this.url = url;
    this.data = data;
    this.token = token(data);
  }

  /**
   * Starts it on the folder; its key is made once, and kept beside the folder.
   *
   * @param settings variables of its environment
   */
  static MeasuredServer start(Path data, Map<String, String> settings)
      throws IOException, InterruptedException {
    ServerProcess process = ServerProcess.start(data, 0, settings);
    return new MeasuredServer(process, process.url(), data);
  }

  /**
   * Begins to start it on the folder of one that ran before, and does not wait for that.
   *
   * @param port which nobody has
   */
  static MeasuredServer starting(Path data, int port) throws IOException {
    URI url = URI.create("http://127.0.0.1:" + port + "/");
    return new MeasuredServer(ServerProcess.start(data, port), url, data);
  }

  /** Sends one export of metrics as soon as somebody listens. */
  void sendAtOnce(byte[] gzip) throws IOException, InterruptedException {
    while (process.process().isAlive()) {
      try {
        send(gzip);
        return;
      } catch (ConnectException e) {
        Thread.sleep(BareServer.PAUSE_MS);
      }
    }
    throw new IOException(process.printed());
  }

  /** Sends one export of metrics; it has to be accepted. */
  void send(byte[] gzip) throws IOException {
    post("/v1/metrics", token, "application/x-protobuf", "gzip", gzip);
  }

  /** Sends one export of logs likewise. */
  void sendLogs(byte[] gzip) throws IOException {
    post("/v1/logs", token, "application/x-protobuf", "gzip", gzip);
  }

  /** Sends all, several at a time. */
  void sendAll(List<byte[]> bodies) throws InterruptedException {
    Thread[] senders = new Thread[SENDERS];
    for (int i = 0; i < SENDERS; i++) {
      int first = i;
      senders[i] = new Thread(() -> sendEvery(bodies, first));
      senders[i].start();
    }
    for (Thread sender : senders) {
      sender.join();
    }
  }

  private void sendEvery(List<byte[]> bodies, int first) {
    for (int i = first; i < bodies.size(); i += SENDERS) {
      try {
        send(bodies.get(i));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  URI url() {
    return url;
  }

  /** A key that may send. */
  String token() {
    return token;
  }

  /** How many requests the deliveries say were accepted. */
  long accepted() throws IOException {
    String all = get("/api/deliveries", Files.readString(data.resolve("owner-key")).strip());
    long accepted = 0;
    for (JsonNode delivery : new ObjectMapper().readTree(all)) {
      accepted += delivery.get("requests").asLong();
    }
    return accepted;
  }

  double cpuSeconds() {
    return process.process().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
  }

  /** Since its start; 0 where the system does not tell. */
  long peakRssMegabytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.process().pid()), "status");
    return Effort.residentPeakMb(status);
  }

  @Override
  public void close() throws InterruptedException {
    process.stop();
  }

  private String token(Path data) throws IOException {
    Path kept = data.resolveSibling(data.getFileName() + ".key");
    if (Files.notExists(kept)) {
      String owner = Files.readString(data.resolve("owner-key")).strip();
      byte[] order = "{\"name\": \"bench\", \"scopes\": [\"otel:write\"]}".getBytes(UTF_8);
      String answer = post("/api/keys", owner, "application/json", "identity", order);
      Files.writeString(kept, new ObjectMapper().readTree(answer).get("token").asText());
    }
    return Files.readString(kept);
  }

  private String get(String path, String key) throws IOException {
    return sent(path, HttpRequest.newBuilder().GET(), key);
  }

  private String post(String path, String key, String type, String coding, byte[] body)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .header("Content-Type", type)
            .header("Content-Encoding", coding)
            .POST(BodyPublishers.ofByteArray(body));
    return sent(path, request, key);
  }

  private String sent(String path, HttpRequest.Builder request, String key) throws IOException {
    try {
      HttpResponse<String> response =
          client.send(
              request.uri(url.resolve(path)).header("Authorization", "Bearer " + key).build(),
              BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IOException(path + " was answered with " + response.statusCode());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("broken off", e);
    }
  }
}
