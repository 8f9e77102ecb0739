package dev.millrace.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.duckdb.TempFolder;
import dev.millrace.usage.RollupBrokenOffException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * A process of its own for rollups: this program once more, with the server's settings, a heap of
 * its own and no port. Whatever it dies of, DuckDB's library included, the server does not.
 */
final class RollupProcess implements AutoCloseable {

  /** What the program is told on its command line. */
  static final String ARGUMENT = "rollups";

  /** What a shell adds to the number of the signal that ended a process. */
  private static final int SIGNALLED = 128;

  private static final int KILLED = 9;

  private static final Logger log = Logger.getLogger(RollupProcess.class);

  private final Process process;
  private final BufferedReader answers;
  private final TempFolder temp;
  private final ObjectMapper json;
  private long uses;
  private boolean closed;

  private RollupProcess(Process process, TempFolder temp, ObjectMapper json) {
    this.process = process;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.temp = temp;
    this.json = json;
  }

  /**
   * The command of this program.
   *
   * @param heapBytes the largest heap
   * @param jar of it
   */
  static List<String> command(long heapBytes, String jar) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + (heapBytes >> 20) + "m");
    command.add("-jar");
    command.add(jar);
    command.add(ARGUMENT);
    return command;
  }

  /**
   * Starts one; it takes messages at once and makes them when it is there.
   *
   * @param temp folder in which it gets one of its own
   */
  static RollupProcess start(List<String> command, Path temp, ObjectMapper json)
      throws IOException {
    TempFolder folder = TempFolder.in(temp);
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    try {
      ProcessSettings.give(process.getOutputStream(), folder.path());
    } catch (IOException e) {
      // It has ended already, which whoever gives it a message is told.
    }
    return new RollupProcess(process, folder, json);
  }

  /**
   * Has made what the message asks for.
   *
   * @throws RollupBrokenOffException if the process ends before
   */
  RollupReply make(String message) {
    uses++;
    try {
      OutputStream in = process.getOutputStream();
      in.write((message + "\n").getBytes(StandardCharsets.UTF_8));
      in.flush();
      String answer = answers.readLine();
      if (answer != null) {
        return json.readValue(answer, RollupReply.class);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a process for rollups answered what is no answer", e);
    } catch (IOException e) {
      // It has ended, which it says itself.
    }
    throw new RollupBrokenOffException(reason());
  }

  /** How many messages it has been given. */
  long uses() {
    return uses;
  }

  /** Why it has ended. */
  private String reason() {
    int status = awaitEnd();
    if (status == SIGNALLED + KILLED) {
      return "its process was killed, as Linux does when memory is short; the next rollup takes it"
          + " up again";
    }
    return status > SIGNALLED
        ? "its process was ended by signal %d; the next rollup takes it up again"
            .formatted(status - SIGNALLED)
        : "its process ended with status %d; the operator's log says why".formatted(status);
  }

  /** Ends it if need be, and its files. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    process.destroyForcibly();
    var unused = awaitEnd();
    try {
      temp.close();
    } catch (IOException e) {
      log.warnf("%s is left over: %s", temp.path(), e.getMessage());
    }
  }

  private int awaitEnd() {
    boolean interrupted = false;
    while (true) {
      try {
        int status = process.waitFor();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        return status;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }
}
