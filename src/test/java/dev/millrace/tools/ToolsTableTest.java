package dev.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The owners' table of tools, against the tools. */
class ToolsTableTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| [^|]+ \\| `([a-z-]+)` \\| .+\\|$");

  @Test
  void listsEveryToolOnce() throws IOException {
    String page = Files.readString(Path.of("src/docs/owners.md"));
    String section = page.substring(page.indexOf("\n## Tools"));
    String table = section.substring(0, section.indexOf("\n## ", 1));
    assertThat(ROW.matcher(table).results().map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(Tools.names());
  }
}
