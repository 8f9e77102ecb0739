package dev.millrace.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the objects under a folder whose keys start with a prefix. */
final class DirectoryListing extends SimpleFileVisitor<Path> {

  private final Path root;
  private final String prefix;
  private final List<StoredObject> objects = new ArrayList<>();

  private DirectoryListing(Path root, String prefix) {
    this.root = root;
    this.prefix = prefix;
  }

  /**
   * The objects, ordered by key.
   *
   * @param root the folder that keys are relative to, not a symbolic link
   */
  static List<StoredObject> of(Path root, String prefix) throws IOException {
    DirectoryListing listing = new DirectoryListing(root, prefix);
    Files.walkFileTree(root, listing);
    listing.objects.sort(Comparator.comparing(StoredObject::key));
    return listing.objects;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    if (folder.equals(root)) {
      return FileVisitResult.CONTINUE;
    }
    String key = key(folder) + "/";
    // What is being written lies in a folder that no key can name.
    boolean wanted =
        ObjectKey.isKey(key(folder)) && (key.startsWith(prefix) || prefix.startsWith(key));
    return wanted ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    String key = key(file);
    if (attributes.isRegularFile() && key.startsWith(prefix) && ObjectKey.isKey(key)) {
      objects.add(new StoredObject(key, attributes.size()));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    boolean deletedMeanwhile = failure instanceof NoSuchFileException;
    if (!file.equals(root) && (deletedMeanwhile || !ObjectKey.isKey(key(file)))) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }

  private String key(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }
}
