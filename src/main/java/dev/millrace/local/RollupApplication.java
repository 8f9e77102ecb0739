package dev.millrace.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.usage.RollupMaker;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The application of a process that makes rollups for a server, see {@link RollupProcess}: it
 * listens on no port, reads a message a line and answers each with a {@link RollupReply}. With the
 * server that it reads from it ends, whatever it is at.
 */
final class RollupApplication implements QuarkusApplication {

  /** Where Linux looks for whom to end when memory is short; the server should not be it. */
  private static final Path SHORT_OF_MEMORY = Path.of("/proc/self/oom_score_adj");

  private static final String ME_FIRST = "500";

  private final RollupMaker maker;
  private final ObjectMapper json;
  private final CountedHere counted;

  RollupApplication(RollupMaker maker, ObjectMapper json, MeterRegistry registry) {
    this.maker = maker;
    this.json = json;
    this.counted = new CountedHere(registry);
  }

  /** The first line of the input is the server's settings, passwords among them. */
  static void main() {
    // What else is printed must not come among the answers.
    System.setOut(System.err);
    offerToEndFirst();
    try {
      ProcessSettings.take(System.in);
    } catch (IOException e) {
      System.err.println("millrace: a process for rollups is started by the server only");
      System.exit(1);
    }
    Quarkus.run(RollupApplication.class);
  }

  private static void offerToEndFirst() {
    try {
      if (Files.isWritable(SHORT_OF_MEMORY)) {
        Files.writeString(SHORT_OF_MEMORY, ME_FIRST);
      }
    } catch (IOException e) {
      // Then it is ended by its size, as any.
    }
  }

  @Override
  public int run(String... args) throws IOException, InterruptedException {
    PrintStream answers =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    BlockingQueue<String> messages = messages();
    boolean goesOn = true;
    while (goesOn) {
      goesOn = maker.make(messages.take());
      answers.println(json.writeValueAsString(new RollupReply(goesOn, counted.sinceLast())));
    }
    return 0;
  }

  private static BlockingQueue<String> messages() {
    BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(messages), "messages");
    reader.setDaemon(true);
    reader.start();
    return messages;
  }

  private static void read(BlockingQueue<String> messages) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        messages.add(line);
      }
    } catch (IOException e) {
      // The server is gone too.
    }
    Runtime.getRuntime().halt(0);
  }
}
