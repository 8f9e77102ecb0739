package dev.millrace.store;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Gives a {@code @QuarkusTest} an empty folder as its object store. */
public final class FolderResource implements QuarkusTestResourceLifecycleManager {

  private final Path folder;

  public FolderResource() throws IOException {
    folder = Files.createTempDirectory("millrace-objects");
  }

  @Override
  public Map<String, String> start() {
    return Map.of("millrace.store.directory", folder.toString());
  }

  @Override
  public void stop() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
