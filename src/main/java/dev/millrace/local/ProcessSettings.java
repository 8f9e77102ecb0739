package dev.millrace.local;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server's settings on their way to a process of its: through its input, since others on the
 * machine can read command lines. The environment it has anyway.
 */
final class ProcessSettings {

  /** What the JVM says of itself; all others were set by the server or its operator. */
  private static final List<String> OF_JVM =
      List.of("java.", "jdk.", "sun.", "os.", "user.", "file.", "line.", "path.", "native.");

  private ProcessSettings() {}

  /**
   * Gives them, on one line.
   *
   * @param temp the process's own folder for what does not fit into memory
   */
  static void give(OutputStream out, Path temp) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> OF_JVM.stream().noneMatch(name::startsWith))
        .forEach(name -> settings.put(name, System.getProperty(name)));
    settings.remove(LocalSettings.ROLLUPS_APART);
    settings.put("millrace.rollup.temp", temp.toString());
    settings.put("quarkus.http.host-enabled", "false");
    settings.put("quarkus.log.console.stderr", "true");
    // One thread asks it.
    settings.put("quarkus.datasource.reactive.max-size", "2");
    StringBuilder line = new StringBuilder();
    settings.forEach(
        (name, value) -> line.append(coded(name)).append(' ').append(coded(value)).append(' '));
    out.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /**
   * Makes them this process's.
   *
   * @throws IOException if nobody gives any
   */
  static void take(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("no settings came");
      }
      line.write(next);
    }
    String[] words = line.toString(StandardCharsets.US_ASCII).split(" ", -1);
    for (int i = 0; i + 1 < words.length; i += 2) {
      System.setProperty(decoded(words[i]), decoded(words[i + 1]));
    }
  }

  private static String coded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String text) throws IOException {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IOException("what came are no settings", e);
    }
  }
}
