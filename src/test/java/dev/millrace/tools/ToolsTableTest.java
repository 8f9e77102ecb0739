package dev.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's table of tools, against the tools. */
class ToolsTableTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| [^|]+ \\| `([a-z-]+)` \\| .+\\|$");

  @Test
  void listsEveryToolOnce() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String section = readme.substring(readme.indexOf("### Tools"));
    String table = section.substring(0, section.indexOf("\n## "));
    assertThat(ROW.matcher(table).results().map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(Tools.names());
  }
}
