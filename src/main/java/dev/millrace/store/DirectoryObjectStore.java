package dev.millrace.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Objects as files under a folder, their keys as paths.
 *
 * <p>A write goes to a file beside the others under {@code .incoming}, is forced to disk and moved
 * into place; the folder is forced too, so that it survives a power cut.
 */
public final class DirectoryObjectStore implements ObjectStore {

  private final Path root;
  private final Path incoming;

  /**
   * Opens the store, making the folder if need be.
   *
   * @throws StoreUnavailableException if the folder cannot be made
   */
  public DirectoryObjectStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
    this.incoming = this.root.resolve(".incoming");
    try {
      Files.createDirectories(incoming);
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
      if (Files.exists(target)) {
        return false;
      }
      Path written = written(bytes);
      try {
        makeFolder(folderOf(target));
        // A link, unlike a move, fails when the name is taken, so that of two writers one wins.
        Files.createLink(target, written);
        force(folderOf(target));
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      throw unavailable("write", key, e);
    }
  }

  @Override
  public Optional<byte[]> get(String key) {
    try {
      return Optional.of(Files.readAllBytes(path(key)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unavailable("read", key, e);
    }
  }

  @Override
  public boolean fetch(String key, Path target) {
    try {
      Files.createLink(target, path(key));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (UnsupportedOperationException | IOException e) {
      return fetchCopy(key, target);
    }
  }

  /** The way across file systems, where there are no links. */
  private boolean fetchCopy(String key, Path target) {
    try {
      Files.copy(path(key), target);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw unavailable("read", key, e);
    }
  }

  @Override
  public Stream<StoredObject> list(String prefix) {
    ObjectKey.checkedPrefix(prefix);
    Path folder = root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> !file.startsWith(incoming))
          .filter(Files::isRegularFile)
          .map(file -> new StoredObject(key(file), file.toFile().length()))
          .filter(object -> object.key().startsWith(prefix))
          .sorted(Comparator.comparing(StoredObject::key))
          .toList()
          .stream();
    } catch (IOException | UncheckedIOException e) {
      throw unavailable("list", prefix, e);
    }
  }

  @Override
  public void delete(String key) {
    try {
      Files.deleteIfExists(path(key));
    } catch (IOException e) {
      throw unavailable("delete", key, e);
    }
  }

  private Path path(String key) {
    return root.resolve(ObjectKey.checked(key));
  }

  private static Path folderOf(Path path) {
    return Objects.requireNonNull(path.getParent(), "every object lies in a folder");
  }

  private String key(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
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

  /** Makes the folder durable too: each new one is forced into its parent. */
  private void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    makeFolder(folderOf(folder));
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
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
