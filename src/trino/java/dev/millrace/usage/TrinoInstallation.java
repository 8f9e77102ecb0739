package dev.millrace.usage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Trino that Maven has brought, and a JDK to run it. */
final class TrinoInstallation {

  private static final int LEAST_JAVA = 24;
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  private TrinoInstallation() {}

  /**
   * A {@code java} that Trino runs on: of {@code TRINO_JAVA_HOME}, of any {@code JAVA_HOME…}, or of
   * where JDKs usually lie.
   */
  static Optional<Path> java() throws IOException {
    Stream<Path> named =
        Stream.concat(
                Stream.of("TRINO_JAVA_HOME"),
                System.getenv().keySet().stream()
                    .filter(name -> name.startsWith("JAVA_HOME"))
                    .sorted())
            .map(System::getenv)
            .filter(Objects::nonNull)
            .map(Path::of);
    Stream<Path> usual =
        Stream.of(
                Path.of("/usr/lib/jvm"),
                Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"),
                Path.of(System.getProperty("user.home"), ".jdks"))
            .flatMap(TrinoInstallation::children);
    return Stream.concat(named, usual)
        .filter(home -> version(home) >= LEAST_JAVA)
        .map(home -> home.resolve("bin/java"))
        .findFirst();
  }

  /**
   * The server's folder, unpacked when it is first asked for. By tar, since most of the archive is
   * hard links, which Maven's own unpacking leaves empty.
   */
  static Path unpacked() throws IOException, InterruptedException {
    Path archive = Path.of(System.getProperty("trino.archive"));
    String name = archive.getFileName().toString().replace(".tar.gz", "");
    Path whole = archive.resolveSibling(name + ".unpacked");
    if (Files.notExists(whole)) {
      int exit =
          new ProcessBuilder(
                  "tar", "-xzf", archive.toString(), "-C", archive.resolveSibling("").toString())
              .inheritIO()
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IOException("tar does not unpack " + archive + ": exit status " + exit);
      }
      Files.createFile(whole);
    }
    return archive.resolveSibling(name);
  }

  private static Stream<Path> children(Path folder) {
    try (Stream<Path> children = Files.isDirectory(folder) ? Files.list(folder) : Stream.of()) {
      return children.sorted().toList().stream();
    } catch (IOException e) {
      return Stream.of();
    }
  }

  private static int version(Path home) {
    try {
      Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
      return version.find() ? Integer.parseInt(version.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
