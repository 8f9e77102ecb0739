package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.usage.RollupBrokenOffException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of rollups whose process ends, with one that does as it is told. */
class RollupProcessesTest {

  private static final List<String> OBEDIENT =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-cp",
          System.getProperty("java.class.path"),
          ObedientProcess.class.getName());

  @TempDir Path temp;

  private final AtomicInteger started = new AtomicInteger();
  private final Map<String, Integer> counted = new ConcurrentHashMap<>();
  private final RollupProcesses processes =
      new RollupProcesses(
          message -> {
            throw new AssertionError("made in this process");
          },
          (labels, counts) ->
              counts.forEach((name, count) -> counted.merge(name + labels, count, Integer::sum)),
          () -> {
            started.incrementAndGet();
            return RollupProcess.start(OBEDIENT, temp, new ObjectMapper());
          },
          true);

  @AfterEach
  void close() {
    processes.close();
  }

  @Test
  void keepsProcessForNextRun() {
    processes.make("done");
    processes.make("done");

    assertThat(started).hasValue(1);
  }

  @Test
  void countsWhatProcessHasCounted() {
    processes.make("count");
    processes.make("count");

    assertThat(counted).containsExactly(Map.entry("set_aside{of=x}", 6));
  }

  @Test
  void givesProcessItsSettingsAndFolderOfItsOwn() throws Exception {
    System.setProperty("millrace.test.secret", "a b\n=ü");
    try {
      processes.make("settings");
    } finally {
      System.clearProperty("millrace.test.secret");
    }

    assertThat(counted.keySet()).containsExactly("a b\n=ü{}");
    processes.close();
    try (Stream<Path> left = Files.list(temp)) {
      assertThat(left).isEmpty();
    }
  }

  /** 134 and 139 are how a native library ends its process, 137 how Linux does. */
  @ParameterizedTest
  @CsvSource({
    "137, 'its process was killed, as Linux does when memory is short'",
    "134, its process was ended by signal 6",
    "139, its process was ended by signal 11",
    "3, its process ended with status 3"
  })
  void saysWhyProcessEndedAndStartsAnother(int status, String why) {
    processes.make("done");

    assertThatThrownBy(() -> processes.make("end " + status))
        .isInstanceOf(RollupBrokenOffException.class)
        .hasMessageStartingWith(why);

    processes.make("done");
    assertThat(started).hasValue(2);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void saysThatProcessWasKilledFromOutside() {
    assertThatThrownBy(() -> processes.make("killed"))
        .isInstanceOf(RollupBrokenOffException.class)
        .hasMessageStartingWith("its process was killed");
  }

  @Test
  void replacesProcessWhoseMemoryRanOut() {
    processes.make("last");
    processes.make("done");

    assertThat(started).hasValue(2);
  }

  @Test
  void saysThatNoProcessCouldBeStarted() {
    RollupProcesses none =
        new RollupProcesses(
            message -> true,
            (labels, counts) -> {},
            () ->
                RollupProcess.start(
                    List.of(temp.resolve("no-java").toString()), temp, new ObjectMapper()),
            true);

    assertThatThrownBy(() -> none.make("done"))
        .isInstanceOf(RollupBrokenOffException.class)
        .hasMessageStartingWith("no process could be started for it: ");
  }

  @Test
  void breaksOffInSilenceWhenTheServerStops() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    processes.make("done");
    Thread making =
        new Thread(
            () -> {
              try {
                processes.make("hang");
              } catch (RuntimeException e) {
                thrown.set(e);
              }
              ended.countDown();
            });
    making.start();
    while (making.getState() == Thread.State.NEW) {
      Thread.onSpinWait();
    }

    processes.close();

    ended.await();
    assertThat(thrown).hasNullValue();
  }
}
