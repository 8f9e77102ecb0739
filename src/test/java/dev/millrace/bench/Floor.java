package dev.millrace.bench;

import dev.millrace.Signal;
import dev.millrace.otlp.Export;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The least a rollup has to do: inflate and parse every object, in one thread. */
final class Floor {

  private final Effort effort;
  private long objects;
  private long bytes;
  private long rows;

  /** Does it. */
  Floor(Path raw) throws IOException {
    try (Stream<Path> files = Files.walk(raw)) {
      List<Path> exports = files.filter(Files::isRegularFile).toList();
      this.effort = Effort.of(() -> readAll(exports));
    }
  }

  Effort effort() {
    return effort;
  }

  long objects() {
    return objects;
  }

  /** Inflated. */
  long bytes() {
    return bytes;
  }

  /** Data points and log records. */
  long rows() {
    return rows;
  }

  private void readAll(List<Path> exports) throws IOException {
    for (Path export : exports) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(export), 1 << 16)) {
        byte[] content = in.readAllBytes();
        objects++;
        bytes += content.length;
        rows += parsed(export, content).items();
      }
    }
  }

  private static Export parsed(Path export, byte[] content) {
    boolean metrics = export.toString().contains("/signal=metrics/");
    return Export.parse(metrics ? Signal.METRICS : Signal.LOGS, content);
  }
}
