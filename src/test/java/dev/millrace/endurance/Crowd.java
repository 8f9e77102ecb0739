package dev.millrace.endurance;

import dev.millrace.Signal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Senders that each have a connection of their own and send one export after another, with a pause
 * after each answer; what they are told is counted.
 */
final class Crowd {

  private final URI server;
  private final String token;
  private final int senders;
  private final Duration pause;
  private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();

  Crowd(URI server, String token, int senders, Duration pause) {
    this.server = server;
    this.token = token;
    this.senders = senders;
    this.pause = pause;
  }

  /** Lets them send for a while; returns when the last has its answer. */
  void send(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    CompletableFuture.allOf(
            IntStream.range(0, senders)
                .mapToObj(i -> sender(client, i, end))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  /** How often each answer was given: its status, what to do, or the failure. */
  Map<String, Long> answers() {
    Map<String, Long> sums = new TreeMap<>();
    answers.forEach((answer, count) -> sums.put(answer, count.sum()));
    return sums;
  }

  private CompletableFuture<Void> sender(HttpClient client, int number, long end) {
    NumberedExports exports =
        new NumberedExports("sender-" + number + "-" + System.nanoTime(), Instant.now());
    return next(client, exports, 0, end);
  }

  private CompletableFuture<Void> next(
      HttpClient client, NumberedExports exports, int number, long end) {
    if (System.nanoTime() > end) {
      return CompletableFuture.completedFuture(null);
    }
    return client
        .sendAsync(request(exports, number), BodyHandlers.discarding())
        .handle((response, failure) -> count(response, failure))
        .thenComposeAsync(counted -> next(client, exports, number + 1, end), afterPause());
  }

  private Executor afterPause() {
    return CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean count(HttpResponse<Void> response, Throwable failure) {
    String answer =
        failure == null
            ? response.statusCode()
                + response.headers().firstValue("Retry-After").map(it -> " retry").orElse("")
            : failure.toString();
    answers.computeIfAbsent(answer, it -> new LongAdder()).increment();
    return true;
  }

  private HttpRequest request(NumberedExports exports, int number) {
    Signal signal = NumberedExports.signal(number);
    return HttpRequest.newBuilder(server.resolve("/v1/" + signal))
        .timeout(Duration.ofSeconds(10))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/x-protobuf")
        .POST(BodyPublishers.ofByteArray(exports.body(number)))
        .build();
  }
}
