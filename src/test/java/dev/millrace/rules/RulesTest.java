package dev.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every rule has a test, whichever tests are run. */
class RulesTest {

  private static final Path CLASSES = Path.of("target/test-classes");

  @Test
  void haveEachATest() {
    Set<String> untested = new TreeSet<>(Rules.all().keySet());
    untested.removeAll(tagged());

    assertThat(untested).as("rules without a test that bears their number").isEmpty();
  }

  @Test
  void areAllThatTestsName() {
    assertThat(Rules.all().keySet()).containsAll(tagged());
  }

  private static Set<String> tagged() {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      return files
          .map(file -> CLASSES.relativize(file).toString())
          .filter(file -> file.endsWith("Test.class"))
          .map(RulesTest::type)
          .flatMap(type -> Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredMethods())))
          .flatMap(RulesTest::tags)
          .filter(Rules::isNumber)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> type(String file) {
    String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
    try {
      return Class.forName(name, false, RulesTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<String> tags(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotationsByType(Tag.class)).map(Tag::value);
  }
}
