package dev.millrace.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.rpc.Status;
import dev.millrace.database.PostgresResource;
import dev.millrace.fuzz.Corpus.Seed;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.otlp.Encoding;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Damaged bodies over HTTP: each gets an answer in its encoding that is no fault of ours. {@link
 * DecodeFuzzTest} holds what one costs.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
@Tag("R-30")
@Tag("R-31")
class HttpFuzzTest {

  private static final int RUNS = 1600;

  /** Here exporters give up; an answer takes a hundredth, so that only a hang gets there. */
  private static final Duration HANG = Duration.ofSeconds(10);

  /** Several times what an application is found to keep anyway, and half of what is sent to it. */
  private static final long HEAP_SLACK_BYTES = 2 << 20;

  private final List<Seed> seeds = Corpus.seeds();
  private final HttpClient client = HttpClient.newHttpClient();

  @Inject People people;
  @Inject KeyRegistry keys;

  @Test
  void answersEveryBodyWithoutFaultAndKeepsNothingOfIt() {
    String token = new TestOrganisation(people, keys).token(Scope.OTEL_WRITE);
    seeds.forEach(seed -> sent(request(seed, token, seed.content()).build()));
    long before = liveBytes();

    FuzzRun.ofSettings(RUNS).forEach(mutations -> check(mutations, token));

    assertThat(liveBytes()).isLessThan(before + HEAP_SLACK_BYTES);
  }

  /** After a collection, that is. */
  private static long liveBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private void check(Mutations mutations, String token) {
    Seed seed = any(mutations);
    byte[] content = mutations.damaged(seed.content(), any(mutations).content());
    boolean compressed = mutations.below(3) == 0;
    byte[] body = compressed ? Seed.gzip(content) : content;
    if (compressed && mutations.below(2) == 0) {
      body = mutations.damaged(body, Seed.gzip(content));
    }
    HttpRequest.Builder request = request(seed, token, body);
    checkAnswer(
        sent((compressed ? request.header("Content-Encoding", "gzip") : request).build()),
        seed.encoding());
  }

  private static HttpRequest.Builder request(Seed seed, String token, byte[] body) {
    return HttpRequest.newBuilder(
            URI.create("http://localhost:" + RestAssured.port + "/v1/" + seed.signal()))
        .timeout(HANG)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", seed.encoding().mediaType())
        .POST(BodyPublishers.ofByteArray(body));
  }

  private static void checkAnswer(HttpResponse<byte[]> answer, Encoding encoding) {
    assertThat(answer.statusCode()).isIn(200, 400, 413);
    assertThat(answer.headers().firstValue("Content-Type")).contains(encoding.mediaType());
    if (answer.statusCode() != 200) {
      assertThat(message(answer.body(), encoding)).isNotEmpty();
    }
  }

  private static String message(byte[] status, Encoding encoding) {
    try {
      return encoding == Encoding.JSON
          ? new ObjectMapper().readTree(status).path("message").asText()
          : Status.parseFrom(status).getMessage();
    } catch (IOException e) {
      throw new AssertionError("the refusal is no Status", e);
    }
  }

  private HttpResponse<byte[]> sent(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("broken off", e);
    }
  }

  private Seed any(Mutations mutations) {
    return seeds.get(mutations.below(seeds.size()));
  }
}
