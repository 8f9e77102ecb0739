package dev.millrace.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints at the end of a test run which test of which rule came out how, and leaves it in {@code
 * target/rules.txt}. Of a test that runs several times the worst verdict counts.
 */
public final class RuleTable implements TestExecutionListener {

  private static final Path FILE = Path.of("target", "rules.txt");

  /** Verdicts by test by rule. */
  private final Map<String, Map<String, Verdict>> table = new TreeMap<>();

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
      enter(test, verdict(result));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    enter(test, Verdict.SKIPPED);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (!table.isEmpty()) {
      String text = text();
      System.out.println(text);
      write(text);
    }
  }

  private synchronized void enter(TestIdentifier test, Verdict verdict) {
    test.getTags().stream()
        .map(TestTag::getName)
        .filter(Rules::isNumber)
        .forEach(
            rule ->
                table
                    .computeIfAbsent(rule, r -> new TreeMap<>())
                    .merge(name(test), verdict, Verdict::worse));
  }

  private static Verdict verdict(TestExecutionResult result) {
    return switch (result.getStatus()) {
      case SUCCESSFUL -> Verdict.HELD;
      case ABORTED -> Verdict.SKIPPED;
      case FAILED -> Verdict.BROKEN;
    };
  }

  private static String name(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast)
        .map(RuleTable::name)
        .orElseGet(test::getDisplayName);
  }

  private static String name(MethodSource method) {
    String type = method.getClassName();
    return type.substring(type.lastIndexOf('.') + 1) + "." + method.getMethodName();
  }

  private synchronized String text() {
    return Rules.all().keySet().stream()
        .flatMap(
            rule ->
                table
                    .getOrDefault(rule, Map.of("no test of it in this run", Verdict.NONE))
                    .entrySet()
                    .stream()
                    .map(line -> line(rule, line.getKey(), line.getValue())))
        .collect(Collectors.joining("\n", "Rules of OTLP\n", "\n"));
  }

  private static String line(String rule, String test, Verdict verdict) {
    return "%s  %-90s %s".formatted(rule, test, verdict.text).stripTrailing();
  }

  private static void write(String text) {
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a test came out; the later the worse. */
  private enum Verdict {
    NONE(""),
    HELD("held"),
    SKIPPED("skipped"),
    BROKEN("BROKEN");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    private Verdict worse(Verdict other) {
      return compareTo(other) > 0 ? this : other;
    }
  }
}
