package dev.millrace;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may import whom: the map of the code. Ground knows no trade, trades know no door, doors know
 * no other door.
 */
class PackageMapTest {

  /** What each package may import, besides the root; nothing else is allowed. */
  private static final Map<String, List<String>> MAP =
      new TreeMap<>(
          Map.ofEntries(
              // ground
              Map.entry("store", List.of()),
              Map.entry("otlp", List.of()),
              Map.entry("database", List.of()),
              Map.entry("duckdb", List.of()),
              Map.entry("counters", List.of()),
              // trades
              Map.entry("keys", List.of("store", "database")),
              Map.entry("people", List.of("keys", "database")),
              Map.entry("deliveries", List.of("store")),
              Map.entry("landing", List.of("otlp", "store")),
              Map.entry("packs", List.of("landing", "otlp", "store")),
              Map.entry("tools", List.of("otlp")),
              Map.entry("lake", List.of("otlp", "store", "tools", "duckdb")),
              Map.entry("usage", List.of("lake", "tools", "store", "database", "duckdb")),
              // doors
              Map.entry(
                  "ingest", List.of("keys", "otlp", "landing", "deliveries", "store", "counters")),
              Map.entry(
                  "rollup",
                  List.of(
                      "landing",
                      "packs",
                      "counters",
                      "lake",
                      "usage",
                      "keys",
                      "people",
                      "deliveries",
                      "tools",
                      "otlp",
                      "store",
                      "database",
                      "duckdb")),
              Map.entry(
                  "api", List.of("keys", "people", "usage", "deliveries", "store", "database")),
              Map.entry(
                  "console", List.of("keys", "people", "usage", "deliveries", "store", "database")),
              Map.entry(
                  "local",
                  List.of("keys", "people", "usage", "store", "database", "duckdb", "counters"))));

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.millrace");

  @Test
  void mapNamesEveryPackage() {
    TreeSet<String> packages =
        CODE.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith("dev.millrace."))
            .map(name -> name.substring("dev.millrace.".length()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(packages).isEqualTo(MAP.keySet());
  }

  @ParameterizedTest
  @MethodSource("packages")
  void importsOnlyWhatMapAllows(String name) {
    String[] forbidden =
        MAP.keySet().stream()
            .filter(
                other -> !other.equals(name) && !MAP.getOrDefault(name, List.of()).contains(other))
            .map(other -> "dev.millrace." + other + "..")
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage("dev.millrace." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .check(CODE);
  }

  @Test
  void rootImportsNoOtherPackage() {
    classes()
        .that()
        .resideInAPackage("dev.millrace")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("dev.millrace.*..")
        .check(CODE);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("dev.millrace.(*)..").should().beFreeOfCycles().check(CODE);
  }

  private static Stream<String> packages() {
    return MAP.keySet().stream();
  }
}
