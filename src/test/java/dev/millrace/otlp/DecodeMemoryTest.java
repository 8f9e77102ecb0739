package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.otlp.DecodeMemory.BusyException;
import dev.millrace.otlp.DecodeMemory.Claim;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What requests being decoded may hold together. */
class DecodeMemoryTest {

  private static final int CAPACITY = 100 * 1024;

  @Tag("R-33")
  @DisplayName("R-33 a request that others leave no room for is busy, not refused")
  @Test
  void isBusyWhileOthersHoldTooMuch() {
    DecodeMemory memory = new DecodeMemory(CAPACITY, Duration.ZERO);
    try (Claim first = memory.claim();
        Claim second = memory.claim()) {
      first.grow(60 * 1024);

      assertThatThrownBy(() -> second.grow(60 * 1024)).isInstanceOf(BusyException.class);
      assertThatCode(() -> second.grow(40 * 1024)).doesNotThrowAnyException();
    }
  }

  @Tag("R-14")
  @DisplayName("R-14 a request that would never find room is refused with what to change")
  @Test
  void refusesWhatIsMoreThanAll() {
    DecodeMemory memory = new DecodeMemory(CAPACITY, Duration.ZERO);
    try (Claim claim = memory.claim()) {
      claim.grow(60 * 1024);

      assertThatThrownBy(() -> claim.grow(60 * 1024))
          .isInstanceOfSatisfying(
              OtlpException.class,
              e -> assertThat(e.reason()).isEqualTo(OtlpException.Reason.TOO_LARGE))
          .hasMessageContaining("takes 122880 bytes of memory or more")
          .hasMessageContaining("has 102400 in all")
          .hasMessageContaining("sending_queue.batch");
    }
  }

  @Test
  void givesBackWhatIsClosed() {
    DecodeMemory memory = new DecodeMemory(CAPACITY, Duration.ZERO);
    for (int i = 0; i < 5; i++) {
      try (Claim claim = memory.claim()) {
        claim.grow(60 * 1024 + i);
        claim.grow(30 * 1024);
        claim.shrink(60 * 1024);
        claim.grow(60 * 1024);
      }
    }
    try (Claim all = memory.claim()) {
      assertThatCode(() -> all.grow(CAPACITY)).doesNotThrowAnyException();
    }
  }

  @Test
  void waitsForOthersToGiveBack() throws Exception {
    DecodeMemory memory = new DecodeMemory(CAPACITY, Duration.ofMinutes(1));
    Claim first = memory.claim();
    first.grow(CAPACITY);
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Void> second =
        CompletableFuture.runAsync(
            () -> {
              try (Claim claim = memory.claim()) {
                started.countDown();
                claim.grow(CAPACITY);
              }
            });
    started.await();

    first.close();

    assertThatCode(() -> second.get(50, TimeUnit.SECONDS)).doesNotThrowAnyException();
  }
}
