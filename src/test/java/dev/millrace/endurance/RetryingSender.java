package dev.millrace.endurance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * An OTLP exporter: sends one numbered export after another, each again and again until it is
 * acknowledged.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#retryable-response-codes">OTLP
 *     specification, "Retryable Response Codes"</a>
 */
final class RetryingSender implements Runnable {

  private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);

  /** What exporters wait for an answer. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final NumberedExports exports;
  private final String token;
  private final Supplier<URI> server;
  private final BooleanSupplier goesOn;
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile int acknowledged;

  /**
   * @param server where the server is just now
   * @param goesOn whether there is to be another export
   */
  RetryingSender(
      NumberedExports exports, String token, Supplier<URI> server, BooleanSupplier goesOn) {
    this.exports = exports;
    this.token = token;
    this.server = server;
    this.goesOn = goesOn;
  }

  /**
   * Sends until it is told to end and what it has begun is acknowledged.
   *
   * @throws AssertionError if an export was refused for good, which loses it
   */
  @Override
  public void run() {
    for (int number = 0; goesOn.getAsBoolean(); number++) {
      while (!accepted(number)) {
        pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(50, 250)));
      }
      acknowledged = number + 1;
    }
  }

  /** How many are, from the first on. */
  int acknowledged() {
    return acknowledged;
  }

  private boolean accepted(int number) {
    HttpRequest request =
        HttpRequest.newBuilder(server.get().resolve("/v1/" + NumberedExports.signal(number)))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/x-protobuf")
            .POST(BodyPublishers.ofByteArray(exports.body(number)))
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (RETRYABLE.contains(response.statusCode())) {
        response.headers().firstValue("Retry-After").map(Long::parseLong).ifPresent(this::pause);
        return false;
      }
      if (response.statusCode() != 200) {
        throw new AssertionError(
            "export %d was answered with %d: %s"
                .formatted(number, response.statusCode(), response.body()));
      }
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError("broken off", e);
    }
  }

  private void pause(long seconds) {
    pause(Duration.ofSeconds(seconds));
  }

  private static void pause(Duration duration) {
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (InterruptedException e) {
      throw new AssertionError("broken off", e);
    }
  }
}
