package dev.millrace.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link ObjectStore} promises, whatever the objects lie in. */
abstract class ObjectStoreContract {

  @TempDir Path local;

  private ObjectStore store;

  /** A store without objects. */
  abstract ObjectStore emptyStore() throws IOException;

  @BeforeEach
  void open() throws IOException {
    store = emptyStore();
  }

  @Test
  void givesBackWhatWasPut() {
    byte[] bytes = new byte[300_000];
    new Random(7).nextBytes(bytes);
    store.put("raw/org=a/x.binpb.gz", bytes);

    assertThat(store.get("raw/org=a/x.binpb.gz")).hasValue(bytes);
  }

  @Test
  void keepsEmptyObjects() {
    store.put("empty", new byte[0]);

    assertThat(store.get("empty")).hasValue(new byte[0]);
    assertThat(listed("")).containsExactly(new StoredObject("empty", 0));
    assertThat(store.create("empty", bytes("x"))).isFalse();
  }

  @Test
  void replacesWhatWasThere() {
    store.put("a/b", bytes("a longer old one"));
    store.put("a/b", bytes("new"));

    assertThat(store.get("a/b")).hasValue(bytes("new"));
    assertThat(listed("")).containsExactly(new StoredObject("a/b", 3));
  }

  @Test
  void givesPartOfObject() {
    store.put("a/b", bytes("0123456789"));

    assertThat(store.get("a/b", 0, 3)).hasValue(bytes("012"));
    assertThat(store.get("a/b", 4, 1)).hasValue(bytes("4"));
    assertThat(store.get("a/b", 7, 100)).hasValue(bytes("789"));
    assertThat(store.get("a/b", 10, 5)).hasValue(new byte[0]);
    assertThat(store.get("a/b", 1000, 5)).hasValue(new byte[0]);
    assertThat(store.get("a/c", 0, 5)).isEmpty();
    assertThat(store.get("a", 0, 5)).isEmpty();
  }

  @Test
  void putsFileAndLeavesIt() throws IOException {
    Path file = Files.write(local.resolve("file"), bytes("content"));
    store.put("a/b", bytes("old"));
    store.put("a/b", file);
    Files.write(file, bytes("changed later"));

    assertThat(store.get("a/b")).hasValue(bytes("content"));
  }

  @Test
  void failsToPutAbsentFile() {
    assertThatThrownBy(() -> store.put("a/b", local.resolve("absent")))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("cannot write a/b");
    assertThat(listed("")).isEmpty();
  }

  @Test
  void createsOnceAndKeepsTheFirst() {
    assertThat(store.create("keys/k.json", bytes("first"))).isTrue();
    assertThat(store.create("keys/k.json", bytes("second"))).isFalse();
    assertThat(store.get("keys/k.json")).hasValue(bytes("first"));

    store.delete("keys/k.json");
    assertThat(store.create("keys/k.json", bytes("third"))).isTrue();
  }

  @Test
  void letsOneOfManyCreatorsWin() throws Exception {
    int creators = 8;
    CyclicBarrier together = new CyclicBarrier(creators);
    List<Callable<Boolean>> races = new ArrayList<>();
    for (int i = 0; i < creators; i++) {
      byte[] mine = bytes("creator " + i);
      races.add(
          () -> {
            together.await();
            return store.create("new/folder/contested", mine)
                && Arrays.equals(store.get("new/folder/contested").orElseThrow(), mine);
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(creators);
    try {
      int winners = 0;
      for (Future<Boolean> race : threads.invokeAll(races)) {
        winners += race.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
    assertThat(listed("")).hasSize(1);
  }

  @Test
  void hasNothingUnderOtherKeys() {
    store.put("a/b/c", bytes("x"));

    assertThat(store.get("a/b")).isEmpty();
    assertThat(store.get("a/b/d")).isEmpty();
    assertThat(store.get("z/b/c")).isEmpty();
    assertThat(store.fetch("a/b", local.resolve("folder"))).isFalse();
    assertThat(store.fetch("a/b/d", local.resolve("absent"))).isFalse();
    assertThat(local).isEmptyDirectory();
  }

  @Test
  void fetchesIntoFileThatOutlivesTheObject() {
    store.put("a/b", bytes("content"));
    Path file = local.resolve("fetched");

    assertThat(store.fetch("a/b", file)).isTrue();
    store.put("a/b", bytes("other"));
    store.delete("a/b");
    assertThat(file).hasContent("content");
  }

  @Test
  void failsToFetchOverAnotherFile() throws IOException {
    Path file = Files.write(local.resolve("taken"), bytes("mine"));
    store.put("a/b", bytes("content"));

    assertThatThrownBy(() -> store.fetch("a/b", file))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("cannot read a/b");
    assertThat(file).hasContent("mine");
  }

  @Test
  void deletesAndDeletesTheAbsent() {
    store.put("a/b/c", bytes("x"));
    store.delete("a/b/c");

    assertThat(store.get("a/b/c")).isEmpty();
    assertThat(listed("")).isEmpty();
    assertThatCode(() -> store.delete("a/b/c")).doesNotThrowAnyException();
    assertThatCode(() -> store.delete("never/was")).doesNotThrowAnyException();
  }

  @Test
  void deletesNoOtherObject() {
    store.put("a/b/c", bytes("x"));
    store.delete("a/b");
    store.delete("a");

    assertThat(store.get("a/b/c")).isPresent();
  }

  @Test
  void listsByKeyWhateverTheFolder() {
    for (String key : List.of("b", "a/z", "a/b/c", "a-b", "a.b", "a/B", "a0", "a=1/x", "a_b")) {
      store.put(key, bytes(key));
    }

    assertThat(listed("").stream().map(StoredObject::key))
        .containsExactly("a-b", "a.b", "a/B", "a/b/c", "a/z", "a0", "a=1/x", "a_b", "b");
    assertThat(listed("")).allMatch(object -> object.size() == object.key().length());
  }

  @Test
  void listsByPrefixInsideNames() {
    for (String key : List.of("raw/date=2026-01-01/x", "raw/date=2026-01-02/x", "raw/d", "rax")) {
      store.put(key, bytes("x"));
    }

    assertThat(keys("raw/date=2026-01-0"))
        .containsExactly("raw/date=2026-01-01/x", "raw/date=2026-01-02/x");
    assertThat(keys("raw/date=2026-01-01/")).containsExactly("raw/date=2026-01-01/x");
    assertThat(keys("raw/date=2026-01-01/x")).containsExactly("raw/date=2026-01-01/x");
    assertThat(keys("raw/date=2026-01-01/x/")).isEmpty();
    assertThat(keys("ra")).hasSize(4);
    assertThat(keys("raw/d/")).isEmpty();
    assertThat(keys("none/at/all/")).isEmpty();
  }

  @Test
  void listsMoreThanOnePage() {
    List<String> keys = IntStream.range(1000, 2010).mapToObj(i -> "many/" + i).toList();
    keys.parallelStream().forEach(key -> store.put(key, new byte[0]));

    assertThat(keys("many/")).isEqualTo(keys);
    assertThat(keys("many/1")).hasSize(1000);
    try (Stream<StoredObject> objects = store.list("many/")) {
      assertThat(objects.findFirst()).hasValue(new StoredObject("many/1000", 0));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "../a",
        "a/../b",
        "a/./b",
        "a/..",
        "a b",
        "a\\b",
        "a\nb",
        "a\u0000",
        "\u00e4",
        "a%2fb",
        "~",
        ".incoming~/a"
      })
  void refusesHostileKeys(String key) {
    Path file = local.resolve("file");

    assertThatThrownBy(() -> store.put(key, bytes("x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.put(key, file)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.create(key, bytes("x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.get(key)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.fetch(key, file)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.delete(key)).isInstanceOf(IllegalArgumentException.class);
    assertThat(listed("")).isEmpty();
  }

  @Test
  void refusesKeysThatAreTooLong() {
    assertThatThrownBy(() -> store.put("k".repeat(1025), bytes("x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "../", "a/../", "a//", " ", "a\\"})
  void refusesHostilePrefixes(String prefix) {
    assertThatThrownBy(() -> store.list(prefix)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesKeysThatStartWithDots() {
    store.put(".hidden/..a/.incoming", bytes("x"));

    assertThat(keys("")).containsExactly(".hidden/..a/.incoming");
    assertThat(keys(".")).hasSize(1);
  }

  List<StoredObject> listed(String prefix) {
    try (Stream<StoredObject> objects = store.list(prefix)) {
      return objects.toList();
    }
  }

  private List<String> keys(String prefix) {
    return listed(prefix).stream().map(StoredObject::key).toList();
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
