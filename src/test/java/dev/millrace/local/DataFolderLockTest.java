package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may open a data folder; what two processes make of it is LocalServerIT's. */
class DataFolderLockTest {

  @TempDir Path temp;

  @Test
  void isItsOwnersAlone() throws IOException {
    Path folder = temp.resolve("new");

    DataFolderLock.take(folder).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @Test
  void mayBeLinkToFolder() throws IOException {
    Path link =
        Files.createSymbolicLink(
            temp.resolve("link"), Files.createDirectory(temp.resolve("there")));

    DataFolderLock.take(link).close();

    assertThat(temp.resolve("there/lock")).exists();
  }

  @Test
  void opensForOneServerAtATime() throws IOException {
    try (DataFolderLock lock = DataFolderLock.take(temp)) {
      assertThatThrownBy(() -> DataFolderLock.take(temp))
          .isInstanceOf(CannotStartException.class)
          .hasMessage(
              "The data folder %s is in use by another Millrace: stop that one or name another folder in MILLRACE_DATA."
                  .formatted(temp));
    }
    DataFolderLock.take(temp).close();
  }

  @Test
  void saysThatItCannotBeWrittenTo() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));

    assertThatThrownBy(() -> DataFolderLock.take(file))
        .isInstanceOf(CannotStartException.class)
        .hasMessage(
            "The data folder %s cannot be written to (FileAlreadyExistsException): make it writable or name another one in MILLRACE_DATA."
                .formatted(file));
  }
}
