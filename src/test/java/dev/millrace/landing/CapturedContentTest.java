package dev.millrace.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.landing.Redaction.Redacted;
import dev.millrace.otlp.Export;
import dev.millrace.tools.Capture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @ParameterizedTest
  @MethodSource("captures")
  void leavesTheActivityAsItWas(String capture) {
    List<Export> sent = new Capture(capture).exports();
    List<Export> left = sent.stream().map(export -> ContentRemoval.of(export).export()).toList();

    assertThat(facts(left)).isEqualTo(facts(sent));
  }

  /** All but the number of an event, which is made from all that it says. */
  private static List<List<Object>> facts(List<Export> exports) {
    return Capture.activityOf(exports).stream()
        .map(
            row ->
                List.<Object>of(
                    row.timeNs(),
                    row.startNs(),
                    row.tool(),
                    row.toolVersion(),
                    row.terminal(),
                    row.person(),
                    row.team(),
                    row.sessionId(),
                    row.model(),
                    row.measure(),
                    row.qty(),
                    row.toolName(),
                    row.decision(),
                    row.language(),
                    row.querySource(),
                    row.status(),
                    String.valueOf(row.durationMs())))
        .toList();
  }
}
