package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secret that a local server's console signs with, from one start to the next. */
class SessionSigningTest {

  @TempDir Path temp;

  @AfterEach
  void forget() {
    System.clearProperty(LocalSettings.SESSION_SECRET);
  }

  @Test
  void isMadeOnceAndKeptForItsOwnerAlone() throws IOException {
    Path file = temp.resolve("session-secret");

    String first = published(file);
    String second = published(file);

    assertThat(first).hasSize(64).isEqualTo(second);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void isAnotherInAnotherFolder() {
    assertThat(published(temp.resolve("one"))).isNotEqualTo(published(temp.resolve("other")));
  }

  private static String published(Path file) {
    new SessionSigning(new SecretFile(file)).publish();
    return System.getProperty(LocalSettings.SESSION_SECRET);
  }
}
