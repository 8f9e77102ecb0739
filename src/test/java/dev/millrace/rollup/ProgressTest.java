package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.MovableClock;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often the log and the book are told how far a conversion is, and what. */
class ProgressTest {

  private static final Partition PARTITION =
      new Partition(new OrgId("acme"), LocalDate.parse("2026-11-20"));

  private final Logger logger = Logger.getLogger(Progress.class.getName());
  private final Lines lines = new Lines();
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T10:00:00Z"));
  private final List<String> book = new ArrayList<>();
  private final Progress progress =
      new Progress(
          PARTITION,
          8,
          (partition, objects, total) -> book.add(partition + " " + objects + "/" + total),
          clock);

  @BeforeEach
  void listen() {
    logger.addHandler(lines);
  }

  @AfterEach
  void unlisten() {
    logger.removeHandler(lines);
  }

  @Test
  void tellsEveryFiveSecondsWhatHasBeenRead() {
    progress.read(10);
    clock.advance(Duration.ofSeconds(5));
    progress.read(20);
    progress.read(30);
    clock.advance(Duration.ofSeconds(4));
    progress.read(40);
    clock.advance(Duration.ofSeconds(1));
    progress.read(50);

    assertThat(book).containsExactly("acme/2026-11-20 2/8", "acme/2026-11-20 5/8");
    assertThat(lines.messages)
        .containsExactly(
            "converting acme/2026-11-20: 2 of 8 objects, 30 rows, 25 %",
            "converting acme/2026-11-20: 5 of 8 objects, 150 rows, 62 %");
  }

  @Test
  void saysNothingOfWhatIsDoneSoon() {
    for (int object = 0; object < 8; object++) {
      progress.read(1);
    }

    assertThat(book).isEmpty();
    assertThat(lines.messages).isEmpty();
  }

  /** What was logged. */
  private static final class Lines extends Handler {

    private final List<String> messages = new ArrayList<>();

    @Override
    public void publish(LogRecord line) {
      messages.add(
          line instanceof ExtLogRecord ext ? ext.getFormattedMessage() : line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
