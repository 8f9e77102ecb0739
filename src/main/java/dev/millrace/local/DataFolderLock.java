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

/** Keeps a data folder for one server at a time. */
final class DataFolderLock implements AutoCloseable {

  private final DataFolder folder;
  private final FileChannel lock;

  private DataFolderLock(DataFolder folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Makes the folder if need be, with mode 700, and takes its lock.
   *
   * @throws CannotStartException if it cannot be written to or another server has it open
   */
  static DataFolderLock take(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    try {
      OwnerOnly.makeFolder(root);
      DataFolderLock taken = new DataFolderLock(new DataFolder(root.toRealPath()), locked(root));
      taken.clearTemp();
      return taken;
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
    if (Files.exists(folder.temp())) {
      new TempFolder(folder.temp()).close();
    }
  }

  DataFolder folder() {
    return folder;
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
