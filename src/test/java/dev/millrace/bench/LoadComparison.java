package dev.millrace.bench;

import dev.millrace.otlp.TestExports;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures packaged servers under the load of 64 connections that each send one export after
 * another. Several are measured in turns, so that what else the machine does meets all of them;
 * what each has taken of CPU tells more than its speed.
 */
final class LoadComparison {

  private static final int CONNECTIONS = 64;
  private static final int WARM_UP_SECONDS = 10;

  private LoadComparison() {}

  /**
   * Runs it.
   *
   * @param args a folder for data, how many seconds each turn takes, how many turns there are, and
   *     the {@code quarkus-run.jar} of each server
   */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of(args[0])), "load");
    int seconds = Integer.parseInt(args[1]);
    Map<String, List<Turn>> turns = new TreeMap<>();
    for (int round = 0; round < Integer.parseInt(args[2]); round++) {
      for (String jar : Arrays.asList(args).subList(3, args.length)) {
        Turn turn = turn(jar, Files.createTempDirectory(folder, "data"), seconds);
        System.out.println(jar + " " + turn);
        turns.computeIfAbsent(jar, it -> new ArrayList<>()).add(turn);
      }
    }
    turns.forEach((jar, all) -> System.out.println(jar + " median " + Turn.median(all)));
  }

  private static Turn turn(String jar, Path data, int seconds) throws Exception {
    System.setProperty("millrace.jar", jar);
    Path objects = data.resolve("data");
    try (MeasuredServer server =
        MeasuredServer.start(objects, Map.of("MILLRACE_ROLLUP_EVERY", ""))) {
      long warm = send(server, WARM_UP_SECONDS, "warm").length;
      double before = server.cpuSeconds();
      long[] nanos = send(server, seconds, "turn");
      double cpu = server.cpuSeconds() - before;
      long landed = warm + nanos.length;
      if (server.accepted() != landed) {
        throw new IllegalStateException(server.accepted() + " of " + landed + " were counted");
      }
      Arrays.sort(nanos);
      return new Turn(
          (double) nanos.length / seconds,
          nanos[nanos.length / 2] / 1e6,
          nanos[nanos.length * 99 / 100] / 1e6,
          1e3 * cpu / nanos.length);
    }
  }

  /** How long each answer took. */
  private static long[] send(MeasuredServer server, int seconds, String name) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    List<Future<List<Long>>> senders = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      String sender = name + "-" + i;
      senders.add(threads.submit(() -> send(server.url(), server.token(), sender, end)));
    }
    List<Long> nanos = new ArrayList<>();
    for (Future<List<Long>> sender : senders) {
      nanos.addAll(sender.get());
    }
    threads.shutdown();
    return nanos.stream().mapToLong(Long::longValue).toArray();
  }

  private static List<Long> send(URI url, String token, String sender, long end)
      throws IOException {
    List<Long> nanos = new ArrayList<>();
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; System.nanoTime() < end; i++) {
        byte[] request = request(url, token, sender + "-" + i);
        long begun = System.nanoTime();
        socket.getOutputStream().write(request);
        readAnswer(in);
        nanos.add(System.nanoTime() - begun);
      }
    }
    return nanos;
  }

  /** Each is another: what comes again is not stored again. */
  private static byte[] request(URI url, String token, String name) throws IOException {
    byte[] body =
        TestExports.log("claude_code.user_prompt", "session.id", name).message().toByteArray();
    String head =
        "POST /v1/logs HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"
            + "Content-Type: application/x-protobuf\r\nContent-Length: %d\r\n\r\n";
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.write(
        head.formatted(url.getAuthority(), token, body.length).getBytes(StandardCharsets.US_ASCII));
    request.write(body);
    return request.toByteArray();
  }

  /** It has no body if all is well. */
  private static void readAnswer(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the server has hung up after " + head);
      }
      head.append((char) next);
    }
    if (!head.toString().startsWith("HTTP/1.1 200 ")) {
      throw new IOException("the server has answered " + head);
    }
  }

  /**
   * What was measured.
   *
   * @param perSecond requests
   * @param medianMillis until they were answered
   * @param slowMillis of the hundredth that took longest
   * @param cpuMillis that the server took of each
   */
  private record Turn(double perSecond, double medianMillis, double slowMillis, double cpuMillis) {

    static Turn median(List<Turn> turns) {
      return new Turn(
          middle(turns.stream().mapToDouble(Turn::perSecond).sorted().toArray()),
          middle(turns.stream().mapToDouble(Turn::medianMillis).sorted().toArray()),
          middle(turns.stream().mapToDouble(Turn::slowMillis).sorted().toArray()),
          middle(turns.stream().mapToDouble(Turn::cpuMillis).sorted().toArray()));
    }

    private static double middle(double[] sorted) {
      return sorted[sorted.length / 2];
    }

    @Override
    public String toString() {
      return "%.0f requests/s, p50 %.1f ms, p99 %.1f ms, %.3f ms of CPU each, all counted"
          .formatted(perSecond, medianMillis, slowMillis, cpuMillis);
    }
  }
}
