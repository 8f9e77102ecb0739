package dev.millrace.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Objects as files under a folder, their keys as paths.
 *
 * <p>A write goes to a file in a folder that no key can name, is forced to disk and moved into
 * place; the folder there is forced too, so that the object survives a power cut. Unlike in S3 an
 * object and a folder of objects cannot share a key: the later one is refused as {@link
 * StoreUnavailableException}.
 */
public final class DirectoryObjectStore implements ObjectStore {

  /** Where files are until they are whole; the tilde keeps it apart from every key. */
  private static final String INCOMING = ".incoming~";

  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path root;
  private final Path incoming;

  /**
   * Opens the store, making the folder if need be.
   *
   * @throws StoreUnavailableException if the folder cannot be made
   */
  public DirectoryObjectStore(Path root) {
    try {
      makeFolder(root.toAbsolutePath().normalize());
      this.root = root.toRealPath();
      this.incoming = this.root.resolve(INCOMING);
      makeFolder(incoming);
      sweep(incoming);
    } catch (IOException e) {
      throw unavailable("open", root.toString(), e);
    }
  }

  @Override
  public void put(String key, byte[] bytes) {
    Path target = path(key);
    try {
      moveInto(target, written(bytes));
    } catch (IOException e) {
      throw unavailable("write", key, e);
    }
  }

  @Override
  public void put(String key, Path file) {
    Path target = path(key);
    try {
      Path copy = newIncoming();
      try {
        Files.copy(file, copy);
        force(copy);
      } catch (IOException e) {
        Files.deleteIfExists(copy);
        throw e;
      }
      moveInto(target, copy);
    } catch (IOException e) {
      throw unavailable("write", key, e);
    }
  }

  @Override
  public boolean create(String key, byte[] bytes) {
    Path target = path(key);
    try {
      boolean created = !Files.isRegularFile(target) && link(target, bytes);
      // Another's object too is answered for only when it is sure to stay.
      force(folderOf(target));
      return created;
    } catch (UnsupportedOperationException | IOException e) {
      throw unavailable("write", key, e);
    }
  }

  /** Of two writers one wins, since a link, unlike a move, fails when the name is taken. */
  private boolean link(Path target, byte[] bytes) throws IOException {
    Path written = written(bytes);
    try {
      makeFolder(folderOf(target));
      Files.createLink(target, written);
      return true;
    } catch (FileAlreadyExistsException e) {
      // It may be a folder, or an object where the folder should be.
      if (!Files.isRegularFile(target)) {
        throw e;
      }
      return false;
    } finally {
      Files.deleteIfExists(written);
    }
  }

  @Override
  public Optional<byte[]> get(String key) {
    Path file = path(key);
    try {
      return Files.isDirectory(file) ? Optional.empty() : Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unavailable("read", key, e);
    }
  }

  @Override
  public Optional<byte[]> get(String key, long offset, int length) {
    Path file = path(key);
    if (Files.isDirectory(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long there = Math.max(0, channel.size() - offset);
      ByteBuffer part = ByteBuffer.allocate((int) Math.min(length, there));
      while (part.hasRemaining() && channel.read(part, offset + part.position()) >= 0) {
        // A read may give less than there is room for.
      }
      return Optional.of(Arrays.copyOf(part.array(), part.position()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unavailable("read", key, e);
    }
  }

  @Override
  public boolean fetch(String key, Path target) {
    Path file = path(key);
    if (Files.isDirectory(file)) {
      return false;
    }
    try {
      Files.createLink(target, file);
      return true;
    } catch (UnsupportedOperationException | IOException e) {
      return fetchCopy(key, target);
    }
  }

  /** The way across file systems, where there are no links. */
  private boolean fetchCopy(String key, Path target) {
    Path file = path(key);
    try {
      Files.copy(file, target);
      return true;
    } catch (IOException e) {
      if (Files.notExists(file)) {
        return false;
      }
      throw unavailable("read", key, e);
    }
  }

  @Override
  public Stream<StoredObject> list(String prefix) {
    try {
      return DirectoryListing.of(root, ObjectKey.checkedPrefix(prefix)).stream();
    } catch (IOException e) {
      throw unavailable("list", prefix, e);
    }
  }

  @Override
  public void delete(String key) {
    Path file = path(key);
    try {
      if (!Files.isDirectory(file)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw unavailable("delete", key, e);
    }
  }

  private Path path(String key) {
    return root.resolve(ObjectKey.checked(key));
  }

  /**
   * Removes what a process left that was killed amid a write. What is a day older than the last
   * write is nobody's: a write takes seconds.
   */
  private static void sweep(Path incoming) throws IOException {
    Instant lastWrite = Files.getLastModifiedTime(incoming).toInstant();
    try (Stream<Path> files = Files.list(incoming)) {
      for (Path file : files.toList()) {
        if (Files.getLastModifiedTime(file).toInstant().plus(ABANDONED).isBefore(lastWrite)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      // Another process's write has just ended; the next start sweeps on.
      return;
    }
  }

  private static Path folderOf(Path path) {
    return Objects.requireNonNull(path.getParent(), "every object lies in a folder");
  }

  private Path newIncoming() {
    return incoming.resolve(UUID.randomUUID().toString());
  }

  private Path written(byte[] bytes) throws IOException {
    Path file = newIncoming();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    return file;
  }

  private void moveInto(Path target, Path written) throws IOException {
    try {
      makeFolder(folderOf(target));
      Files.move(
          written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(folderOf(target));
    } catch (IOException e) {
      Files.deleteIfExists(written);
      throw e;
    }
  }

  /**
   * Makes the folder durable too: each new one is forced into its parent. One at a time, so that
   * nobody takes a folder for made that is not forced yet.
   */
  private synchronized void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    makeFolder(folderOf(folder));
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      // Another process may have been faster.
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
    force(folderOf(folder));
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static StoreUnavailableException unavailable(String verb, String key, Exception cause) {
    return new StoreUnavailableException("cannot " + verb + " " + key, cause);
  }
}
