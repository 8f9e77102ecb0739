package dev.millrace.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that goes away with everything in it. */
public record TempFolder(Path path) implements AutoCloseable {

  /** Makes one, and the parent if need be. */
  public static TempFolder in(Path parent) throws IOException {
    return new TempFolder(Files.createTempDirectory(Files.createDirectories(parent), "millrace-"));
  }

  @Override
  public void close() throws IOException {
    for (Path each : deepestFirst()) {
      Files.delete(each);
    }
  }

  private List<Path> deepestFirst() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
