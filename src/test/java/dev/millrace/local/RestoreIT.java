package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local server from a copy of its folder, as the README says, and from a part of one. */
class RestoreIT {

  private static final String USAGE = "/api/usage?by=date,person,tool,model&format=csv";

  @TempDir static Path folder;

  private static String before = "";

  @BeforeAll
  static void sendAndRollUp() throws Exception {
    assumeTrue(ReadmeIT.runs("curl"), "curl is not installed: nothing is sent");
    ServerProcess server = ServerProcess.start(folder.resolve("data"), 0);
    try {
      String authority = server.url().getAuthority();
      shell(ReadmeIT.firstSteps().replace("127.0.0.1:4318", authority));
      before = usage(server, folder.resolve("data"));
      assertThat(before).contains("ada@example.com,claude-code,claude-sonnet-4-5");
    } finally {
      server.stop();
    }
  }

  @Test
  void goesOnFromCopyOfItsFolder() throws Exception {
    shell("cp -R data copied");

    assertThat(usageOf("copied")).isEqualTo(before);
  }

  @Test
  void takesUsageBackWhereDatabaseAndAllThatLandedAreGone() throws Exception {
    shell("cp -R data gone && rm -r gone/postgres* gone/objects/raw gone/objects/lake");

    assertThat(usageOf("gone")).isEqualTo(before);
  }

  private static String usageOf(String name) throws Exception {
    Path data = folder.resolve(name);
    ServerProcess server = ServerProcess.start(data, 0);
    try {
      return usage(server, data);
    } finally {
      server.stop();
    }
  }

  private static String usage(ServerProcess server, Path data) throws Exception {
    URI url = server.url().resolve(USAGE);
    String key = Files.readString(data.resolve("owner-key")).strip();
    HttpRequest request =
        HttpRequest.newBuilder(url).header("Authorization", "Bearer " + key).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static void shell(String commands) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).as(Files.readString(folder.resolve("output"))).isZero();
  }
}
