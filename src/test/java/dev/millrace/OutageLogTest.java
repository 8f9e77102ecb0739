package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An outage is told of once a minute for each kind of trouble, with the number of what it met. */
class OutageLogTest {

  private static final String FULL = "No space left on device";

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
  private final OutageLog outages = new OutageLog(clock);
  private final Logger logger = Logger.getLogger(OutageLog.class.getName());
  private final Lines lines = new Lines();

  @BeforeEach
  void listen() {
    logger.addHandler(lines);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(lines);
  }

  @Test
  void tellsEachKindOnceAMinute() {
    for (int i = 0; i < 50; i++) {
      report("write a/" + i, FULL);
      report("write a/" + i, "Input/output error");
    }

    assertThat(lines.texts).hasSize(2);
    assertThat(lines.texts).anySatisfy(line -> assertThat(line).contains(FULL));
    assertThat(lines.texts).anySatisfy(line -> assertThat(line).contains("Input/output error"));
  }

  @Test
  void tellsAgainAfterAMinuteHowOftenItWasMet() {
    for (int i = 0; i < 50; i++) {
      report("write a", FULL);
    }
    clock.advance(Duration.ofMinutes(1));

    report("write a", FULL);

    assertThat(lines.texts).hasSize(2);
    assertThat(lines.texts).last().asString().contains("49 times more");
  }

  @Test
  void tellsApartWhatCouldNotBeDone() {
    report("write a", FULL);
    outages.report("an API key could not be checked", new IOException("b", new IOException(FULL)));

    assertThat(lines.texts).hasSize(2);
  }

  private void report(String message, String cause) {
    outages.report(
        "an export could not be landed", new IOException(message, new IOException(cause)));
  }

  /** Keeps the lines of the log. */
  private static final class Lines extends Handler {

    private final Queue<String> texts = new ConcurrentLinkedQueue<>();

    @Override
    public void publish(LogRecord record) {
      texts.add(
          record.getParameters() == null
              ? record.getMessage()
              : record.getMessage().formatted(record.getParameters()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
