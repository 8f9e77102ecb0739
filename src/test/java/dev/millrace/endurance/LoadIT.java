package dev.millrace.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand senders at a time get good answers, and the packaged server has no more of anything
 * after them than before. {@code -Dload.seconds=1800} makes it long.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "what a process holds is read from /proc")
class LoadIT {

  private static final Duration LONG = Duration.ofSeconds(Integer.getInteger("load.seconds", 20));
  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final int SENDERS = 1000;

  /** What a busy JVM has more or less of at any moment. */
  private static final long HEAP_SLACK_BYTES = 24 << 20;

  private static final int SLACK = 16;

  @TempDir Path data;

  @Test
  void thousandSendersAreAnsweredAndLeaveNothingBehind() throws Exception {
    try (Victim server = new Victim(data)) {
      String token = new Owner(server).newKey();
      crowd(server, token).send(SHORT);
      Vitals before = settled(server);

      Crowd crowd = crowd(server, token);
      crowd.send(LONG);
      Vitals after = settled(server);

      System.out.printf("load: %s, before %s, after %s%n", crowd.answers(), before, after);
      assertThat(crowd.answers().keySet())
          .contains("200")
          .isSubsetOf("200", "429 retry", "503 retry");
      assertThat(after.heapBytes()).isLessThan(before.heapBytes() + HEAP_SLACK_BYTES);
      assertThat(after.threads()).isLessThan(before.threads() + SLACK);
      assertThat(after.files()).isLessThan(before.files() + SLACK);
    }
  }

  @Test
  void floodWithOneKeyKeepsNoOtherOut() throws Exception {
    try (Victim server = new Victim(data)) {
      Crowd flood = new Crowd(server.url(), new Owner(server).newKey(), 200, Duration.ZERO);
      Crowd quiet = new Crowd(server.url(), new Owner(server).newKey(), 1, Duration.ofMillis(100));
      Thread flooding = new Thread(() -> flood.send(SHORT));
      flooding.start();

      quiet.send(SHORT.dividedBy(2));
      flooding.join();

      System.out.printf("load: flood %s, quiet %s%n", flood.answers(), quiet.answers());
      assertThat(quiet.answers()).containsOnlyKeys("200");
      assertThat(flood.answers().keySet()).isSubsetOf("200", "429 retry", "503 retry");
    }
  }

  private static Crowd crowd(Victim server, String token) {
    return new Crowd(server.url(), token, SENDERS, Duration.ofSeconds(1));
  }

  /** Once the connections are closed, which the client's end does in its own time. */
  private static Vitals settled(Victim server) throws Exception {
    System.gc();
    Thread.sleep(Duration.ofSeconds(5).toMillis());
    return server.vitals();
  }
}
