package dev.millrace.ingest;

import dev.millrace.HttpSide;
import dev.millrace.OpenRoutes;
import dev.millrace.OutageLog;
import dev.millrace.Readiness;
import io.quarkus.arc.All;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Asks about everything that the sides need which are open here, all at once. */
@Singleton
class ReadinessChecks {

  private final List<ReadinessCheck> checks;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  ReadinessChecks(@All List<Readiness> things, OpenRoutes routes, Clock clock) {
    OutageLog outages = new OutageLog(clock);
    this.checks =
        things.stream()
            .filter(
                thing ->
                    Arrays.stream(HttpSide.values())
                        .anyMatch(side -> routes.include(side) && thing.isNeededBy(side)))
            .map(thing -> new ReadinessCheck(thing, threads, outages))
            .toList();
  }

  /** What is said of each thing, by its name. */
  CompletableFuture<Map<String, String>> asked() {
    Map<ReadinessCheck, CompletableFuture<String>> asked = new LinkedHashMap<>();
    checks.forEach(check -> asked.put(check, check.asked()));
    return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
        .thenApply(
            all -> {
              Map<String, String> said = new TreeMap<>();
              asked.forEach((check, answer) -> said.put(check.name(), answer.join()));
              return said;
            });
  }

  @PreDestroy
  void end() {
    threads.shutdownNow();
  }
}
