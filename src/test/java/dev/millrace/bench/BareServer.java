package dev.millrace.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Quarkus application with one route and nothing else. */
public final class BareServer {

  /** Between two attempts to connect. */
  static final int PAUSE_MS = 5;

  private BareServer() {}

  /**
   * Starts it and ends it again.
   *
   * @param options of its JVM
   */
  public static double secondsToFirstAnswer(Path jar, List<String> options)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>(List.of("java", "-Dquarkus.http.port=" + port));
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      while (!answers(port)) {
        Thread.sleep(PAUSE_MS);
      }
      return (System.nanoTime() - begun) / 1e9;
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static boolean answers(int port) {
    try {
      URI url = URI.create("http://127.0.0.1:" + port + "/hello");
      return ((HttpURLConnection) url.toURL().openConnection()).getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
