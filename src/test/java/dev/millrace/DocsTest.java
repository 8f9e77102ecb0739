package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The README and the pages of {@code src/docs}: their links, and the scripts and profiles in their
 * commands.
 */
class DocsTest {

  private static final Path README = Path.of("README.md");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]+))?\\)");
  private static final Pattern SCRIPT =
      Pattern.compile("(?m)^(?: {4}|\\| `)((?:infra|\\.ci)/[a-z-]+)");
  private static final Pattern PROFILES = Pattern.compile("mvnw [^`\\n]*?-P([a-z0-9,-]+)");

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("src/docs"))) {
      return Stream.concat(
          Stream.of(README),
          docs.filter(each -> each.toString().endsWith(".md")).toList().stream());
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksOnlyToWhatIsThere(Path page) {
    Matcher link = LINK.matcher(text(page));
    while (link.find()) {
      Path target = link.group(1).isEmpty() ? page : beside(page, link.group(1));
      assertThat(target).as(link.group()).exists();
      if (link.group(2) != null) {
        assertThat(anchors(target)).as(link.group()).contains(link.group(2));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void namesOnlyScriptsAndProfilesThatAreThere(Path page) {
    assertThat(SCRIPT.matcher(text(page)).results().map(found -> Path.of(found.group(1))))
        .allSatisfy(script -> assertThat(script).isExecutable());
    String pom = text(Path.of("pom.xml"));
    assertThat(
            PROFILES
                .matcher(text(page))
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(","))))
        .allSatisfy(profile -> assertThat(pom).contains("<id>" + profile + "</id>"));
  }

  @Test
  void leadsFromReadmeToEveryPage() throws IOException {
    assertThat(pages().filter(page -> !page.equals(README)).map(Path::toString))
        .isNotEmpty()
        .allSatisfy(page -> assertThat(text(README)).contains("(" + page + ")"));
  }

  private static Path beside(Path page, String target) {
    Path folder = page.getParent();
    return folder == null ? Path.of(target) : folder.resolve(target).normalize();
  }

  /** As GitHub makes them of headings. */
  private static Stream<String> anchors(Path page) {
    return text(page)
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
