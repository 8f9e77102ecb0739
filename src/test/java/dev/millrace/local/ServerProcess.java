package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packaged local server as a process of its own.
 *
 * @param output file that takes what it prints
 */
public record ServerProcess(Process process, Path output) {

  private static final Pattern URL = Pattern.compile("URL +(http\\S+)");
  private static final long PATIENCE_SECONDS = 60;

  /** Starts it without waiting for anything; port 0 is any free one. */
  public static ServerProcess start(Path data, int port) throws IOException {
    return start(data, port, Map.of());
  }

  /**
   * Starts it likewise.
   *
   * @param settings variables of its environment
   */
  public static ServerProcess start(Path data, int port, Map<String, String> settings)
      throws IOException {
    Path output = Files.createTempFile("millrace", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // Few of these live long enough for the second compiler.
            "-XX:TieredStopAtLevel=1",
            "-jar",
            System.getProperty("millrace.jar"));
    builder.environment().putAll(settings);
    builder.environment().put("MILLRACE_DATA", data.toString());
    builder.environment().put("MILLRACE_PORT", Integer.toString(port));
    Process process =
        builder.redirectErrorStream(true).redirectOutput(Redirect.to(output.toFile())).start();
    return new ServerProcess(process, output);
  }

  /** Waits until it says where it listens. */
  public URI url() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (process.isAlive() && System.nanoTime() < end) {
      Matcher url = URL.matcher(printed());
      if (url.find()) {
        return URI.create(url.group(1));
      }
      Thread.sleep(50);
    }
    throw new AssertionError("not ready: " + printed());
  }

  public String printed() throws IOException {
    return Files.readString(output);
  }

  /** Waits for the end; gives the exit status. */
  int status() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** As Ctrl-C or a service manager does it. */
  public void stop() throws InterruptedException {
    process.destroy();
    status();
  }

  public void kill() throws InterruptedException {
    process.destroyForcibly();
    status();
  }
}
