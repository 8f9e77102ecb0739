package dev.millrace.functions;

import dev.millrace.functions.RuntimeApi.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** One execution environment: a process that is given one event at a time. */
final class Environment implements AutoCloseable {

  /** More than any function's timeout matters here: the machine may be busy. */
  private static final Duration AMPLE = Duration.ofSeconds(120);

  private final RuntimeApi api = new RuntimeApi();
  private final Path log;
  private final Process process;

  Environment(List<String> command, Path folder, Path log, Map<String, String> variables) {
    this.log = log;
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(variables);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    try {
      process = builder.start();
      awaitRuntimeClient();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits a while for the runtime's client, whose native part every process of this machine unpacks
   * to the same file: in Lambda each has its own {@code /tmp}, here the next one must not begin
   * before this one has read it.
   */
  private void awaitRuntimeClient() throws IOException {
    Path maps = Path.of("/proc", Long.toString(process.pid()), "maps");
    Instant end = Instant.now().plusSeconds(5);
    while (process.isAlive() && Files.exists(maps) && Instant.now().isBefore(end)) {
      if (Files.readString(maps).contains("libaws-lambda-jni")) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** The response to the event; anything else is a failure of the function. */
  byte[] invoke(byte[] event) {
    Answer answer = invoke(event, AMPLE);
    if (!answer.succeeded()) {
      throw new AssertionError("the function failed: " + text(answer) + said());
    }
    return answer.body();
  }

  /** What the function says of an event that it fails on. */
  String failure(byte[] event) {
    Answer answer = invoke(event, AMPLE);
    if (answer.succeeded()) {
      throw new AssertionError("the function did not fail but answered " + text(answer));
    }
    return text(answer);
  }

  /**
   * As {@link #invoke(byte[])}, with less time, after which Lambda would end the process.
   *
   * @param atMost the function's timeout, as it is told
   */
  Answer invoke(byte[] event, Duration atMost) {
    Instant deadline = Instant.now().plus(atMost);
    api.hand(event, deadline);
    try {
      while (Instant.now().isBefore(deadline)) {
        Answer answer = api.poll(Duration.ofMillis(200));
        if (answer != null) {
          return answer;
        }
        if (!process.isAlive()) {
          throw new AssertionError("the process ended with " + process.exitValue() + said());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
    throw new AssertionError("the function timed out" + said());
  }

  /** The lines that it has written for CloudWatch. */
  List<String> logged() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String said() {
    return "; it said:\n" + String.join("\n", logged());
  }

  private static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    api.close();
  }
}
