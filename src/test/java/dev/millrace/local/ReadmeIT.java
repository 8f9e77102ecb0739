package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's way from nothing to a first figure, word for word, against the packaged server. */
class ReadmeIT {

  @TempDir Path folder;

  @Test
  void leadsFromNothingToFirstFigure() throws Exception {
    assumeTrue(runs("curl"), "curl is not installed: the README's first steps are not tried");
    ServerProcess server = ServerProcess.start(folder.resolve("data"), 0);
    try {
      String steps = firstSteps().replace("127.0.0.1:4318", server.url().getAuthority());

      Process shell = shell(steps);

      assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(output())
          .contains("person,tool,model,people,people_on_roster,active_days,sessions")
          .contains("ada@example.com,claude-code,,1,0,1,1,")
          .contains("ada@example.com,claude-code,claude-sonnet-4-5,1,0,1,0,0,1200,");
      assertThat(shell.exitValue()).isZero();
    } finally {
      server.stop();
    }
  }

  private Process shell(String steps) throws IOException {
    return new ProcessBuilder("bash", "-euo", "pipefail", "-c", steps)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  static String firstSteps() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int start = readme.indexOf("```bash\n") + "```bash\n".length();
    return readme.substring(start, readme.indexOf("```", start));
  }

  static boolean runs(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
