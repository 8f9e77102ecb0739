package dev.millrace.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which of the SDK's clients has a function's first objects in the store sooner. */
public final class S3ClientStart {

  private static final int STARTS = 15;

  private final List<Long> first = new ArrayList<>();
  private final List<Long> second = new ArrayList<>();

  private S3ClientStart() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Map<FirstPut.Client, S3ClientStart> clients = new EnumMap<>(FirstPut.Client.class);
    try (S3ProxyServer server = S3ProxyServer.start()) {
      for (int i = 0; i < STARTS; i++) {
        for (FirstPut.Client client : FirstPut.Client.values()) {
          clients.computeIfAbsent(client, it -> new S3ClientStart()).start(client, server);
        }
      }
    }
    System.out.println("S3 client, median of " + STARTS + " starts in turn: first put, second put");
    clients.forEach(
        (client, starts) ->
            System.out.printf(
                "%-40s %8d ms %8d ms%n", client, median(starts.first), median(starts.second)));
  }

  private void start(FirstPut.Client client, S3ProxyServer server)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-classpath",
                System.getProperty("java.class.path"),
                FirstPut.class.getName(),
                client.name(),
                server.endpoint().toString(),
                server.newBucket())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String[] millis =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .strip()
            .split(" ");
    if (process.waitFor() != 0) {
      throw new IOException(client + " did not put its objects");
    }
    first.add(Long.valueOf(millis[0]));
    second.add(Long.valueOf(millis[1]));
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
