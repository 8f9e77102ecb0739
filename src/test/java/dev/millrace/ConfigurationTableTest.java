package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operators' table of settings is the settings there are, with the defaults they have. */
class ConfigurationTableTest {

  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(millrace\\.[a-z0-9.-]+)` \\| (?:`([^`]*)`)? ?\\|.*\\|$", Pattern.MULTILINE);

  /** Read before the application is there, by the local server. */
  private static final Set<String> OF_SERVER =
      Set.of("millrace.host", "millrace.port", "millrace.data");

  @Test
  void namesEverySettingAndItsDefault() throws IOException {
    assertThat(table()).isEqualTo(settings());
  }

  private static Map<String, String> table() throws IOException {
    Map<String, String> table = new TreeMap<>();
    Matcher row = ROW.matcher(Files.readString(Path.of("src/docs/operators.md")));
    while (row.find()) {
      table.put(row.group(1), row.group(2) == null ? "" : row.group(2));
    }
    return table;
  }

  /** The settings that the code reads, with what application.properties says of them. */
  private static Map<String, String> settings() throws IOException {
    Properties shipped = new Properties();
    try (Reader file =
        Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
      shipped.load(file);
    }
    Map<String, String> settings = new TreeMap<>();
    keys().forEach(key -> settings.put(key, shipped.getProperty(key, "")));
    return settings;
  }

  private static Set<String> keys() {
    Set<String> keys = new TreeSet<>(OF_SERVER);
    mappings()
        .forEach(
            mapping -> addKeys(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping, keys));
    return keys;
  }

  private static Stream<Class<?>> mappings() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.millrace")
            .stream()
            .filter(each -> each.isAnnotatedWith(ConfigMapping.class))
            .map(JavaClass::reflect);
  }

  private static void addKeys(String prefix, Class<?> mapping, Set<String> keys) {
    for (Method method : mapping.getDeclaredMethods()) {
      String key = prefix + "." + kebab(method.getName());
      if (method.getReturnType().isInterface()
          && method.getReturnType().getEnclosingClass() == mapping) {
        addKeys(key, method.getReturnType(), keys);
      } else {
        keys.add(key);
      }
    }
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
