package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who can read a secret, and that it is there whole or not at all. */
class SecretFileTest {

  @TempDir Path temp;

  @Test
  void isReadableForItsOwnerOnly() throws IOException {
    SecretFile file = new SecretFile(temp.resolve("key"));

    file.write("secret");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
  }

  @Test
  void givesWhatWasWrittenLast() throws IOException {
    SecretFile file = new SecretFile(temp.resolve("key"));
    file.write("first");
    file.write("second");

    assertThat(file.read()).contains("second");
    assertThat(file.path()).hasContent("second\n");
    assertThat(temp).isDirectoryContaining("glob:**/key").isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void isEmptyBeforeItIsWritten() throws IOException {
    assertThat(new SecretFile(temp.resolve("key")).read()).isEmpty();
  }

  @Test
  void replacesWhatAnInterruptedWriteLeft() throws IOException {
    Files.writeString(temp.resolve("key.new"), "half");
    SecretFile file = new SecretFile(temp.resolve("key"));

    file.write("whole");

    assertThat(file.read()).contains("whole");
  }
}
