package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.KeyId;
import dev.millrace.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How much a key may send, and how it grows back. */
@Tag("R-34")
class AllowancesTest {

  private static final KeyId KEY = new KeyId("key000000001");
  private static final KeyId OTHER = new KeyId("key000000002");

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));

  @Test
  void limitsNobodyByDefault() {
    Allowances allowances = allowances(Map.of());
    for (int i = 0; i < 1000; i++) {
      allowances.sent(KEY, Integer.MAX_VALUE);
      assertThat(allowances.take(KEY)).isEmpty();
    }
  }

  @Test
  void letsRequestsGrowBack() {
    Allowances allowances = allowances(Map.of("requests-per-minute", "2"));
    assertThat(allowances.take(KEY)).isEmpty();
    assertThat(allowances.take(KEY)).isEmpty();

    assertThat(allowances.take(KEY)).contains(Duration.ofSeconds(30));
    assertThat(allowances.take(OTHER)).isEmpty();

    clock.advance(Duration.ofSeconds(30));
    assertThat(allowances.take(KEY)).isEmpty();
    assertThat(allowances.take(KEY)).isPresent();
  }

  @Test
  void letsBytesGrowBackOnceTheyAreMadeUpFor() {
    Allowances allowances = allowances(Map.of("bytes-per-minute", "600"));
    assertThat(allowances.take(KEY)).isEmpty();
    allowances.sent(KEY, 1199);

    clock.advance(Duration.ofSeconds(59));
    assertThat(allowances.take(KEY)).isPresent();

    clock.advance(Duration.ofSeconds(1));
    assertThat(allowances.take(KEY)).isEmpty();
  }

  @Test
  void countsNoRequestThatHasToWait() {
    Allowances allowances =
        allowances(Map.of("requests-per-minute", "1", "bytes-per-minute", "600"));
    allowances.sent(KEY, 601);
    assertThat(allowances.take(KEY)).isPresent();

    clock.advance(Duration.ofSeconds(1));
    assertThat(allowances.take(KEY)).isEmpty();
  }

  private Allowances allowances(Map<String, String> limits) {
    Map<String, String> settings =
        limits.entrySet().stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    limit -> "millrace.ingest.limits." + limit.getKey(), Map.Entry::getValue));
    return new Allowances(IngestSettings.with(settings), clock);
  }
}
