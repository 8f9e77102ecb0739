package dev.millrace.local;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files and folders that no other user of the machine can open, where it knows users. */
final class OwnerOnly {

  private OwnerOnly() {}

  static void makeFile(Path file) throws IOException {
    Files.createFile(file, mode("rw-------"));
  }

  /** Makes the folder and those above it; one that is there keeps its mode. */
  static void makeFolder(Path folder) throws IOException {
    // Asked first, since a link to a folder is none to createDirectories.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, mode("rwx------"));
    }
  }

  private static FileAttribute<?>[] mode(String mode) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
