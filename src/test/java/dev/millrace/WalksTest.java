package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walks that the root's {@code package-info.java} tells are those of the code. */
class WalksTest {

  private static final Path TOLD = Path.of("src/main/java/dev/millrace/package-info.java");
  private static final Pattern WALK = Pattern.compile("(?s)<ol>(.*?)</ol>");
  private static final Pattern STOP = Pattern.compile("<li>\\{@code ([a-z]+\\.[A-Za-z]+)}");

  private static JavaClasses code;

  @BeforeAll
  static void readCode() {
    code =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.millrace");
  }

  static Stream<List<String>> walks() throws IOException {
    return WALK.matcher(Files.readString(TOLD)).results().map(WalksTest::stops);
  }

  private static List<String> stops(MatchResult walk) {
    return STOP.matcher(walk.group(1))
        .results()
        .map(stop -> "dev.millrace." + stop.group(1))
        .toList();
  }

  @Test
  void areFour() throws IOException {
    assertThat(walks()).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("walks")
  void leadThroughTwelveTypesAtMostEachUsedByOneBeforeIt(List<String> walk) {
    assertThat(walk).hasSizeBetween(2, 12);
    List<JavaClass> passed = new ArrayList<>();
    for (String name : walk) {
      JavaClass stop = code.get(name);
      if (!passed.isEmpty()) {
        assertThat(passed).as("of what stands before " + name).anyMatch(each -> uses(each, stop));
      }
      passed.add(stop);
    }
  }

  private static boolean uses(JavaClass user, JavaClass used) {
    return user.getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .anyMatch(used::equals);
  }
}
