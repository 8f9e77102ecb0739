package dev.millrace.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file of one line that nobody but its owner may read (mode 600).
 *
 * @param path where it lies; its folder exists
 */
record SecretFile(Path path) {

  Optional<String> read() throws IOException {
    try {
      return Optional.of(Files.readString(path).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Writes the line beside the file and moves it into place, so that it is never seen half. */
  void write(String secret) throws IOException {
    Path beside = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(beside);
    OwnerOnly.makeFile(beside);
    Files.writeString(beside, secret + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
