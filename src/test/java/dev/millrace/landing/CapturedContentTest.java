package dev.millrace.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.landing.Redaction.Redacted;
import dev.millrace.otlp.Export;
import dev.millrace.tools.Capture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What removal of content makes of real exports: no item less, and nothing left to remove. */
class CapturedContentTest {

  private static Stream<String> captures() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("src/test/resources/captures"))) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  @Tag("S-25")
  void keepsEveryItemAndLeavesNothingToRemove(String capture) {
    for (Export export : new Capture(capture).exports()) {
      Redacted once = ContentRemoval.of(export);

      assertThat(once.export().items()).isEqualTo(export.items());
      assertThat(ContentRemoval.of(once.export()).removed()).isZero();
    }
  }
}
