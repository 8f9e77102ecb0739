package dev.millrace.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that was acknowledged is landed, in the lake once and in usage once, whatever befell
 * the packaged server meanwhile. {@code -Dchaos.kills=200} makes it long, {@code -Dchaos.seed}
 * repeats it.
 */
@EnabledOnOs(
    value = OS.LINUX,
    disabledReason = "freezing a process and its disk is done with Linux")
class ChaosIT {

  private static final int KILLS = Integer.getInteger("chaos.kills", 6);
  private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());

  /** How many exports each sender gets through between two ordeals. */
  private static final int EACH = 10;

  /** By how much each sender's clock is wrong. */
  private static final List<Duration> SKEWS =
      List.of(Duration.ZERO, Duration.ofSeconds(30), Duration.ofHours(26), Duration.ofDays(-3));

  private final Random random = new Random(SEED);
  private final AtomicBoolean goesOn = new AtomicBoolean(true);

  @TempDir Path data;

  @Test
  void keepsWhatItAcknowledgedAndCountsItOnce() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (Victim victim = new Victim(data)) {
      Owner owner = new Owner(victim);
      List<NumberedExports> exports = exports();
      List<RetryingSender> senders = senders(exports, owner.newKey(), victim);
      List<CompletableFuture<Void>> sending =
          senders.stream().map(it -> CompletableFuture.runAsync(it, threads)).toList();

      System.out.printf("chaos: %d kills, seed %d%n", KILLS, SEED);
      awaitProgress("the start", senders, sending);
      for (Ordeal ordeal : ordeals()) {
        ordeal.befall(victim, random);
        awaitProgress(ordeal, senders, sending);
      }
      goesOn.set(false);
      CompletableFuture.allOf(sending.toArray(CompletableFuture[]::new)).get(2, TimeUnit.MINUTES);
      victim.die();
      owner.rollUp();

      List<String> sent = acknowledged(exports, senders);
      System.out.printf("chaos: %d exports acknowledged%n", sent.size());
      Kept kept = new Kept(victim.objects());
      assertThat(kept.raw()).containsExactlyInAnyOrderElementsOf(sent);
      assertThat(kept.lake()).containsExactlyInAnyOrderElementsOf(sent);
      JsonNode usage = owner.usage().at("/rows/0");
      assertThat(usage.get("tokens_input").asInt() + usage.get("prompts").asInt())
          .as("%s", usage)
          .isEqualTo(sent.size());
    } finally {
      threads.shutdownNow();
    }
  }

  /** Until every sender has got on, so that no ordeal but the last hides what the next finds. */
  private static void awaitProgress(
      Object after, List<RetryingSender> senders, List<CompletableFuture<Void>> sending)
      throws InterruptedException {
    List<Integer> goals = senders.stream().map(it -> it.acknowledged() + EACH).toList();
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    for (int i = 0; i < goals.size(); i++) {
      while (senders.get(i).acknowledged() < goals.get(i)) {
        assertThat(sending.get(i)).as("after %s", after).isNotDone();
        assertThat(System.nanoTime()).as("no recovery from %s", after).isLessThan(end);
        Thread.sleep(20);
      }
    }
  }

  private static List<NumberedExports> exports() {
    return IntStream.range(0, SKEWS.size())
        .mapToObj(i -> new NumberedExports("session-" + i, Instant.now().plus(SKEWS.get(i))))
        .toList();
  }

  private List<RetryingSender> senders(List<NumberedExports> exports, String key, Victim victim) {
    return exports.stream()
        .map(it -> new RetryingSender(it, key, victim::url, goesOn::get))
        .toList();
  }

  /** Each ordeal as often as the others, in any order, until there were enough deaths. */
  private List<Ordeal> ordeals() {
    List<Ordeal> ordeals = new ArrayList<>();
    while (ordeals.stream().filter(Ordeal::isDeath).count() < KILLS) {
      List<Ordeal> round = new ArrayList<>(List.of(Ordeal.values()));
      Collections.shuffle(round, random);
      ordeals.addAll(round);
    }
    return ordeals;
  }

  private static List<String> acknowledged(
      List<NumberedExports> exports, List<RetryingSender> senders) {
    return IntStream.range(0, exports.size())
        .boxed()
        .flatMap(i -> records(exports.get(i), senders.get(i).acknowledged()))
        .toList();
  }

  private static Stream<String> records(NumberedExports exports, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> exports.session() + " " + exports.nanos(number));
  }
}
