package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be a key: nothing that leads out of its prefix, however it is written. */
class ObjectKeyTest {

  private static final String[] PARTS = {
    "raw",
    "org=acme",
    "..",
    ".",
    "",
    "/",
    "\\",
    "%2e%2e",
    "%2F",
    "\u0000",
    "..;",
    "~",
    " ",
    "\n",
    "a",
    "...",
    "‥",
    "．．",
    ":",
    "C:",
    "*",
    "é"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raw/org=a/../org=b/x",
        "raw/%2e%2e/x",
        "raw/..%2fx",
        "raw\\..\\x",
        "/raw/x",
        "raw//x",
        "raw/x/",
        "raw/x\u0000.json",
        "raw/x\n",
        ".incoming~/x"
      })
  void refusesPathTricks(String key) {
    assertThat(ObjectKey.isKey(key)).isFalse();
  }

  @Test
  void everyKeyStaysUnderEachOfItsFolders() {
    Path root = Path.of("/store");
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      String key = any(random);
      if (ObjectKey.isKey(key)) {
        Path path = root.resolve(key);
        assertThat(path.normalize().equals(path) && path.startsWith(root)).as(key).isTrue();
        assertThat(path.getNameCount()).as(key).isEqualTo(1 + key.split("/", -1).length);
      }
    }
  }

  private static String any(Random random) {
    StringBuilder key = new StringBuilder(PARTS[random.nextInt(PARTS.length)]);
    for (int i = random.nextInt(4); i > 0; i--) {
      key.append(random.nextBoolean() ? "/" : "").append(PARTS[random.nextInt(PARTS.length)]);
    }
    return key.toString();
  }
}
