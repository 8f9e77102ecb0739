package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Answers of S3 that a local server never gives: a server that says what the test wants it to. */
class S3ObjectStoreFailuresTest {

  private final Deque<Integer> answers = new ConcurrentLinkedDeque<>();
  private HttpServer server;
  private S3Client s3;
  private ObjectStore store;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(answers.remove(), -1);
          exchange.close();
        });
    server.start();
    s3 =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            // The client's own retries would wait.
            .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
            .build();
    store = new S3ObjectStore(s3, new S3Bucket("bucket", "", Optional.empty()));
  }

  @AfterEach
  void stop() {
    s3.close();
    server.stop(0);
  }

  @DisplayName("409 ConditionalRequestConflict on create is tried again")
  @Test
  void triesConflictAgain() {
    answers.addAll(Arrays.asList(409, 409, 200));

    assertThat(store.create("a/b", new byte[] {1})).isTrue();
    assertThat(answers).isEmpty();
  }

  @DisplayName("412 after a conflict: the other one has won")
  @Test
  void losesAfterConflict() {
    answers.addAll(Arrays.asList(409, 412));

    assertThat(store.create("a/b", new byte[] {1})).isFalse();
  }

  @DisplayName("409 without end is given up")
  @Test
  void givesUpOnConflicts() {
    answers.addAll(Arrays.asList(409, 409, 409, 409, 409, 200));

    assertThatThrownBy(() -> store.create("a/b", new byte[] {1}))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(answers).containsExactly(200);
  }

  @DisplayName("every other failure means that the store is unavailable")
  @ParameterizedTest
  @ValueSource(ints = {301, 400, 403, 429, 500, 503})
  void isUnavailable(int status) {
    answers.addAll(Arrays.asList(status, status, status, status));

    assertThatThrownBy(() -> store.put("a/b", new byte[] {1}))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("cannot write a/b");
    assertThatThrownBy(() -> store.create("a/b", new byte[] {1}))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> store.get("a/b"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("cannot read a/b");
    assertThatThrownBy(() -> store.delete("a/b"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("cannot delete a/b");
  }

  @DisplayName("a server that is not there means that the store is unavailable")
  @Test
  void isUnavailableWithoutServer() {
    server.stop(0);

    assertThatThrownBy(() -> store.list("a/"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("cannot list a/");
  }
}
