package dev.millrace.endurance;

import dev.millrace.local.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A packaged server on a folder that is kept running through everything that befalls it. */
final class Victim implements AutoCloseable {

  private final Path data;
  private ServerProcess process;
  private volatile URI url;

  Victim(Path data) throws IOException, InterruptedException {
    this.data = data;
    this.process = ServerProcess.start(data, 0);
    this.url = process.url();
  }

  /** Where it is, or was when it last lived. */
  URI url() {
    return url;
  }

  Path objects() {
    return data.resolve("objects");
  }

  String ownerKey() throws IOException {
    return Files.readString(data.resolve("owner-key")).strip();
  }

  /** As by the kernel when memory is short, and started again. */
  void die() throws IOException, InterruptedException {
    process.kill();
    process = ServerProcess.start(data, 0);
    url = process.url();
  }

  /** Stands still for a while, as in a virtual machine that is moved. */
  void freeze(Duration duration) throws IOException, InterruptedException {
    signal("STOP");
    Thread.sleep(duration.toMillis());
    signal("CONT");
  }

  /** Cannot write more than a few bytes to any file for a while, as on a disk that is full. */
  void fillDisk(Duration duration) throws IOException, InterruptedException {
    run("prlimit", "--pid", pid(), "--fsize=16:");
    Thread.sleep(duration.toMillis());
    run("prlimit", "--pid", pid(), "--fsize=unlimited:");
  }

  /** A file lies where landed objects go, for a while. */
  void breakStore(Duration duration) throws IOException, InterruptedException {
    Path raw = objects().resolve("raw");
    Path aside = objects().resolve("raw-aside");
    signal("STOP");
    Files.move(raw, aside);
    Files.createFile(raw);
    signal("CONT");
    Thread.sleep(duration.toMillis());
    signal("STOP");
    Files.delete(raw);
    Files.move(aside, raw);
    signal("CONT");
  }

  /** PostgreSQL is gone, until the server is started again. */
  void losePostgres() throws IOException, InterruptedException {
    String pid = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid")).get(0);
    run("kill", "-KILL", pid.strip());
  }

  Vitals vitals() throws IOException, InterruptedException {
    return Vitals.of(process.process().pid());
  }

  @Override
  public void close() throws InterruptedException {
    process.stop();
  }

  private void signal(String name) throws IOException, InterruptedException {
    run("kill", "-" + name, pid());
  }

  private String pid() {
    return Long.toString(process.process().pid());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("failed: " + List.of(command));
    }
  }
}
