package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of suites, src/test/suites.md, has each package of tests and no other. */
class SuitesTest {

  private static final Path LIST = Path.of("src/test/suites.md");

  @Test
  void areAllListed() throws IOException {
    Set<String> suites =
        Stream.of("src/test/java", "src/functions/java")
            .flatMap(source -> suitesIn(Path.of(source, "dev/millrace")))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(listed()).isEqualTo(suites);
  }

  private static Set<String> listed() throws IOException {
    return Files.readAllLines(LIST).stream()
        .filter(line -> line.startsWith("| "))
        .map(line -> line.split(" *\\| *")[1])
        .filter(name -> !name.equals("suite"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> suitesIn(Path source) {
    try (Stream<Path> files = Files.walk(source)) {
      return files
          .map(source::relativize)
          .filter(file -> file.toString().matches(".*(Test|IT)\\.java"))
          .map(file -> file.getNameCount() > 1 ? file.getName(0).toString() : ".")
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
