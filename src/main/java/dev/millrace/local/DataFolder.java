package dev.millrace.local;

import dev.millrace.duckdb.TempFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which the local server keeps everything, open for one server at a time. Made with
 * mode 700.
 *
 * <pre>
 * lock                  held while a server runs
 * objects/              the object store
 * owner-key             the first key, mode 600
 * session-secret        what the console signs sessions with, mode 600
 * postgres/             the database
 * postgres-password     its superuser's password, mode 600
 * postgres-program/     PostgreSQL itself, unpacked
 * postgres-unfinished   there while postgres/ is being made
 * postgres.log          what PostgreSQL said since the last start
 * temp/                 what the rollup at work does not hold in memory
 * </pre>
 */
final class DataFolder implements AutoCloseable {

  private final Path root;
  private final FileChannel lock;

  private DataFolder(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Makes the folder if need be and takes its lock.
   *
   * @throws CannotStartException if it cannot be written to or another server has it open
   */
  static DataFolder open(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    try {
      OwnerOnly.makeFolder(root);
      DataFolder opened = new DataFolder(root.toRealPath(), locked(root));
      opened.clearTemp();
      return opened;
    } catch (IOException e) {
      throw new CannotStartException(
          "The data folder %s cannot be written to (%s): make it writable or name another one in MILLRACE_DATA."
              .formatted(root, e.getClass().getSimpleName()),
          e);
    }
  }

  private static FileChannel locked(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lockOf(channel) == null) {
      channel.close();
      throw new CannotStartException(
          "The data folder %s is in use by another Millrace: stop that one or name another folder in MILLRACE_DATA."
              .formatted(root),
          null);
    }
    return channel;
  }

  private static @Nullable FileLock lockOf(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** A rollup that was killed left its files there. */
  private void clearTemp() throws IOException {
    Path temp = root.resolve("temp");
    if (Files.exists(temp)) {
      new TempFolder(temp).close();
    }
  }

  /** Tells the application, through its configuration, where it is. */
  void publish() {
    System.setProperty(LocalSettings.DATA, root.toString());
  }

  static SecretFile ownerKey(Path root) {
    return new SecretFile(root.resolve("owner-key"));
  }

  SecretFile sessionSecret() {
    return new SecretFile(root.resolve("session-secret"));
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  SecretFile postgresPassword() {
    return new SecretFile(root.resolve("postgres-password"));
  }

  /** Inside a closed folder, since the library opens the one that it is given to everybody. */
  Path postgresProgram() {
    return root.resolve("postgres-program").resolve("unpacked");
  }

  Path postgresUnfinished() {
    return root.resolve("postgres-unfinished");
  }

  Path postgresLog() {
    return root.resolve("postgres.log");
  }

  /** Gives the folder back to the next server. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
