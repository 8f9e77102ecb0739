package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a folder, and what can go wrong with folders only. */
class DirectoryObjectStoreTest extends ObjectStoreContract {

  @TempDir Path folder;

  @Override
  ObjectStore emptyStore() {
    return new DirectoryObjectStore(folder.resolve("data/objects"));
  }

  @Test
  void listsNothingButObjects() throws IOException {
    ObjectStore store = emptyStore();
    store.put("a/b", bytes("x"));
    Files.write(folder.resolve("data/objects/.incoming~/half"), bytes("x"));
    Files.createDirectory(folder.resolve("data/objects/lost+found"));
    Files.write(folder.resolve("data/objects/not a key"), bytes("x"));

    assertThat(listed("")).containsExactly(new StoredObject("a/b", 1));
    assertThat(listed(".")).isEmpty();
  }

  @Test
  void leavesNothingBehindWrites() throws IOException {
    ObjectStore store = emptyStore();
    store.put("a/b", bytes("x"));
    store.put("a/b", Files.write(local.resolve("file"), bytes("y")));
    store.create("a/b", bytes("z"));
    store.create("a/c", bytes("z"));
    assertThatThrownBy(() -> store.put("a/b/c", bytes("z")))
        .isInstanceOf(StoreUnavailableException.class);

    assertThat(folder.resolve("data/objects/.incoming~")).isEmptyDirectory();
  }

  @Test
  void sweepsWhatAKilledProcessLeft() throws IOException {
    emptyStore();
    Path incoming = folder.resolve("data/objects/.incoming~");
    Path left = Files.write(incoming.resolve("left"), bytes("x"));
    Path underWay = Files.write(incoming.resolve("under-way"), bytes("x"));
    Instant now = Files.getLastModifiedTime(incoming).toInstant();
    Files.setLastModifiedTime(left, FileTime.from(now.minus(Duration.ofHours(25))));

    emptyStore();

    assertThat(left).doesNotExist();
    assertThat(underWay).exists();
  }

  @Test
  void findsObjectsOfThePreviousRun() {
    emptyStore().put("a/b", bytes("x"));

    assertThat(emptyStore().get("a/b")).hasValue(bytes("x"));
  }

  @Test
  void followsLinkToItsFolder() throws IOException {
    Path link =
        Files.createSymbolicLink(
            folder.resolve("link"), Files.createDirectory(folder.resolve("volume")));
    ObjectStore store = new DirectoryObjectStore(link);
    store.put("a/b", bytes("x"));

    try (Stream<StoredObject> objects = store.list("")) {
      assertThat(objects).hasSize(1);
    }
  }

  @Test
  void failsWhereNoFolderCanBe() throws IOException {
    Path file = Files.write(folder.resolve("file"), bytes("x"));

    assertThatThrownBy(() -> new DirectoryObjectStore(file.resolve("objects")))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageStartingWith("cannot open ");
  }

  @Test
  void neverTakesFolderForObject() {
    ObjectStore store = emptyStore();
    store.put("a/b", bytes("x"));

    for (Runnable write :
        List.<Runnable>of(
            () -> store.put("a", bytes("y")),
            () -> store.create("a", bytes("y")),
            () -> store.put("a/b/c", bytes("y")),
            () -> store.create("a/b/c", bytes("y")))) {
      assertThatThrownBy(write::run).isInstanceOf(StoreUnavailableException.class);
    }
    assertThat(listed("")).containsExactly(new StoredObject("a/b", 1));
  }

  @Test
  void failsWhenTheFolderIsGone() throws IOException {
    ObjectStore store = emptyStore();
    Files.delete(folder.resolve("data/objects/.incoming~"));
    Files.delete(folder.resolve("data/objects"));

    for (Runnable call :
        List.<Runnable>of(
            () -> store.put("a", bytes("y")),
            () -> store.create("a", bytes("y")),
            () -> store.list(""))) {
      assertThatThrownBy(call::run).isInstanceOf(StoreUnavailableException.class);
    }
  }
}
