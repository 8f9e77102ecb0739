package dev.millrace;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.Optional;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Which tests a JVM runs: the system property {@code millrace.tests} says {@code with-quarkus} or
 * {@code without-quarkus}; all, if it is not set.
 *
 * <p>Starts of Quarkus are dear, and its tests of the same settings share one if they come one
 * after the other in one JVM. All other tests can run beside each other.
 */
public final class RunOfTests implements PostDiscoveryFilter {

  private static final String WANTED = System.getProperty("millrace.tests", "");

  @Override
  public FilterResult apply(TestDescriptor test) {
    Optional<Class<?>> type = typeOf(test);
    if (WANTED.isEmpty() || type.isEmpty()) {
      return FilterResult.included("no class of the other kind");
    }
    return FilterResult.includedIf(
        startsQuarkus(outermost(type.get())) == WANTED.equals("with-quarkus"));
  }

  private static Optional<Class<?>> typeOf(TestDescriptor test) {
    if (test.getSource().orElse(null) instanceof ClassSource source) {
      return Optional.of(source.getJavaClass());
    }
    return test.getParent().flatMap(RunOfTests::typeOf);
  }

  /**
   * By the annotation's name: Quarkus loads its tests, and this with them, by loaders of its own.
   */
  private static boolean startsQuarkus(Class<?> type) {
    return Arrays.stream(type.getAnnotations())
            .anyMatch(each -> each.annotationType().getName().equals(QuarkusTest.class.getName()))
        || type.getSuperclass() != null && startsQuarkus(type.getSuperclass());
  }

  private static Class<?> outermost(Class<?> type) {
    Class<?> outer = type;
    while (outer.getDeclaringClass() != null) {
      outer = outer.getDeclaringClass();
    }
    return outer;
  }
}
