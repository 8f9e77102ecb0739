package dev.millrace.api;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.millrace.keys.Scope;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every route names the scopes it needs, and stands in the table that {@link AccessTest} tries. */
class RoutesTest {

  @Test
  void everyRouteOfTheCodeIsInTheTableWithItsScopes() {
    Map<String, Set<Scope>> ofCode =
        resources()
            .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
            .filter(method -> httpMethod(method).isPresent())
            .collect(toMap(RoutesTest::name, RoutesTest::needs, RoutesTest::same));

    assertThat(ofCode).isEqualTo(Route.all().collect(toMap(Route::name, Route::needs)));
  }

  private static Stream<Class<?>> resources() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.millrace.api")
            .stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .map((Function<JavaClass, Class<?>>) JavaClass::reflect);
  }

  private static String name(Method method) {
    Path ofMethod = method.getAnnotation(Path.class);
    return httpMethod(method).orElseThrow()
        + " "
        + method.getDeclaringClass().getAnnotation(Path.class).value()
        + (ofMethod == null ? "" : "/" + ofMethod.value());
  }

  private static Set<Scope> needs(Method method) {
    Needs needs = method.getAnnotation(Needs.class);
    assertThat(needs).as("%s lacks @Needs", method).isNotNull();
    return Set.of(needs.value());
  }

  /** One method a content type. */
  private static Set<Scope> same(Set<Scope> one, Set<Scope> other) {
    assertThat(one).isEqualTo(other);
    return one;
  }

  private static Optional<String> httpMethod(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .flatMap(type -> Stream.ofNullable(type.getAnnotation(HttpMethod.class)))
        .map(HttpMethod::value)
        .findFirst();
  }
}
