package dev.millrace.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What tools are known to report, against the owners' table of tools. */
class KnownToolTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([^|]+) \\| `([a-z-]+)` \\| ([^|]+) \\| [^|]+ \\|$");

  static Stream<MatchResult> rows() throws IOException {
    String page = Files.readString(Path.of("src/docs/owners.md"));
    String section = page.substring(page.indexOf("\n## Tools"));
    return ROW.matcher(section.substring(0, section.indexOf("\n## ", 1))).results();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void reportsWhatTheTableSaysThatItAlwaysGives(MatchResult row) {
    KnownTool tool = KnownTool.named(row.group(2)).orElseThrow();
    String gives = row.group(3).split(";", 2)[0];
    Set<Reported> told =
        gives.equals("the same") ? EnumSet.allOf(Reported.class) : EnumSet.noneOf(Reported.class);
    Arrays.stream(Reported.values())
        .filter(figure -> gives.contains(figure.name().toLowerCase(Locale.ROOT).replace('_', ' ')))
        .forEach(told::add);

    assertThat(tool.reports()).as(row.group(2)).isEqualTo(told);
  }

  @Test
  void isEveryToolOfTheTable() throws IOException {
    assertThat(rows()).hasSize(KnownTool.values().length);
  }

  @Test
  void takesToolThatIsNotKnownToReportAll() {
    assertThat(Reported.COMMITS.by(Set.of("tomorrow's"))).isTrue();
    assertThat(Reported.COMMITS.by(Set.of())).isTrue();
  }

  @Test
  void isReportedIfOneToolDoes() {
    assertThat(Reported.COMMITS.by(Set.of("codex"))).isFalse();
    assertThat(Reported.COMMITS.by(Set.of("codex", "claude-code"))).isTrue();
  }
}
