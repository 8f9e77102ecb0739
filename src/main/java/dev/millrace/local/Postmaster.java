package dev.millrace.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The PostgreSQL process that runs on a database folder, as its {@code postmaster.pid} names it.
 *
 * <p>It outlives a server that was killed, and keeps the folder from being opened again.
 *
 * @param folder the database folder, as PostgreSQL was told it
 * @param program folder of the program, which is used for this database alone
 */
record Postmaster(Path folder, Path program) {

  /** PostgreSQL writes everything out before it ends; a laptop's disk needs its time for that. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The process; empty if none runs, also if its number has gone to another program since. */
  Optional<ProcessHandle> process() throws IOException {
    return number().flatMap(ProcessHandle::of).filter(this::runsHere);
  }

  /**
   * Stops the process, orderly if it can be done in time, and returns when it is gone and all that
   * it had started.
   */
  void stop() throws IOException, InterruptedException {
    process().ifPresent(ProcessHandle::destroy);
    if (!goneInTime()) {
      process().ifPresent(ProcessHandle::destroyForcibly);
      if (!goneInTime()) {
        throw new IOException("PostgreSQL on " + folder + " does not stop");
      }
    }
    // One that was killed leaves it, and PostgreSQL does not start if any process has its number.
    Files.deleteIfExists(numberFile());
  }

  /** Asks again and again: what the process has started ends by itself, but after it. */
  private boolean goneInTime() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (isProgramRunning()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }

  private boolean isProgramRunning() throws IOException {
    if (!Files.exists(program)) {
      return false;
    }
    Path unpacked = program.toRealPath();
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().command().stream())
        .anyMatch(command -> Path.of(command).startsWith(unpacked));
  }

  private Optional<Long> number() throws IOException {
    try {
      List<String> lines = Files.readAllLines(numberFile());
      return lines.stream().findFirst().map(String::strip).map(Long::valueOf);
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Path numberFile() {
    return folder.resolve("postmaster.pid");
  }

  private boolean runsHere(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    return info.command().filter(command -> command.endsWith("postgres")).isPresent()
        && info.arguments().map(Arrays::asList).orElse(List.of()).contains(folder.toString());
  }
}
