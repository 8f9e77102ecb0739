package dev.millrace.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.bench.BareServer;
import dev.millrace.database.TestDatabase;
import dev.millrace.functions.FunctionUrl.Request;
import dev.millrace.otlp.TestExports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Measures what a sender, a reader and a timer wait for when a function has to start first, beside
 * the start of a bare Quarkus with the same settings of the JVM. Prints a table; ratios are what
 * counts, for both sides of each are of one run. A native program counts against the bare one's
 * JVM.
 */
public final class FunctionStarts {

  private static final int STARTS = 5;
  private static final byte[] TIMER =
      "{\"source\": \"aws.scheduler\", \"detail-type\": \"Scheduled Event\"}".getBytes(UTF_8);

  private final Account account;
  private final double bare;

  private FunctionStarts(Account account, double bare) {
    this.account = account;
    this.bare = bare;
  }

  /**
   * Runs it.
   *
   * @param args a folder for what is written, and the jar of the bare application
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of(args[0])), "starts");
    double bare = Double.MAX_VALUE;
    for (int i = 0; i < STARTS; i++) {
      double each = BareServer.secondsToFirstAnswer(Path.of(args[1]), FunctionZip.JVM_OPTIONS);
      bare = Math.min(bare, each);
    }
    System.out.printf("%-46s %6.2f s%n", "bare Quarkus, start to first answer", bare);
    try (Account account = new Account(folder, TestDatabase.create())) {
      new FunctionStarts(account, bare).measure();
    }
    // The database's threads would go on.
    System.exit(0);
  }

  private void measure() {
    Environment rollup = account.rollup();
    String owner = account.owner(rollup, "acme");
    rollup.close();
    byte[] export = TestExports.log("hello", "k", "v").message().toByteArray();
    Request send = Request.post("/v1/logs", "application/x-protobuf", export).withKey(owner);
    report(
        "ingest, start to first accepted export", () -> account.ingest(), it -> answer(it, send));
    Request read = Request.get("/api/keys").withKey(owner);
    report(
        "console, start to first answer of the API",
        () -> account.console(),
        it -> answer(it, read));
    report(
        "rollup, start to what its timer asks for", () -> account.rollup(), it -> it.invoke(TIMER));
  }

  private void report(String what, Supplier<Environment> start, Consumer<Environment> first) {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < STARTS; i++) {
      long begun = System.nanoTime();
      try (Environment environment = start.get()) {
        first.accept(environment);
        best = Math.min(best, (System.nanoTime() - begun) / 1e9);
      }
    }
    System.out.printf("%-46s %6.2f s   %.1f times%n", what, best, best / bare);
  }

  private static void answer(Environment environment, Request request) {
    int status = new FunctionUrl(environment).send(request).status();
    if (status != 200) {
      throw new AssertionError(request.path() + " was answered with " + status);
    }
  }
}
