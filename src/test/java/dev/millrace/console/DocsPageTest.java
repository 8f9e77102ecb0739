package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documentation in the console: all pages, their links, and nothing else. */
@QuarkusTest
class DocsPageTest extends ConsoleTest {

  private final Browser stranger = new Browser();

  static Stream<Docs.Title> titles() {
    return Docs.TITLES.stream();
  }

  @Test
  void listsEveryFile() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/docs"))) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".md"))
              .map(name -> name.replace(".md", ""))
              .toList();
      assertThat(names)
          .containsExactlyInAnyOrderElementsOf(titles().map(Docs.Title::name).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("titles")
  void showsPageToAnybodyUnderItsOwnHeading(Docs.Title title) {
    Page page = stranger.get("/docs/" + title.name());

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text("h1")).isEqualTo(title.heading());
  }

  @ParameterizedTest
  @MethodSource("titles")
  void linksOnlyToPagesAndHeadingsThatAreThere(Docs.Title title) {
    Page page = stranger.get("/docs/" + title.name());

    assertThat(page.html().select(".docs a").eachAttr("href"))
        .allSatisfy(
            link -> {
              assertThat(link).matches("#.+|/docs/[a-z-]+(#.+)?");
              String[] parts = link.split("#", 2);
              Page target = parts[0].isEmpty() ? page : stranger.get(parts[0]);
              assertThat(target.status()).isEqualTo(200);
              if (parts.length == 2) {
                assertThat(target.html().select("[id=" + parts[1] + "]")).isNotEmpty();
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "..%2fREADME", "aws.md"})
  void hasNoOtherPages(String name) {
    assertThat(stranger.get("/docs/" + name).status()).isEqualTo(404);
  }
}
