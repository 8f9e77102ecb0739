package dev.millrace.ingest;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Sends requests to the application under test as they are given, adding nothing of its own. */
final class Wire {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Duration patience;

  Wire() {
    this(Duration.ofMinutes(2));
  }

  /**
   * @param patience after which it gives up on an answer
   */
  Wire(Duration patience) {
    this.patience = patience;
  }

  /**
   * Sends a request.
   *
   * @param headers names and values in turn
   */
  HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers) {
    return sent(request(method, path, body, headers));
  }

  HttpResponse<byte[]> post(String path, String token, String type, byte[] body) {
    return send("POST", path, body, "Authorization", "Bearer " + token, "Content-Type", type);
  }

  /** Does not wait for the answer. */
  CompletableFuture<HttpResponse<byte[]>> posting(
      String path, String token, String type, byte[] body) {
    return client.sendAsync(
        request("POST", path, body, "Authorization", "Bearer " + token, "Content-Type", type),
        BodyHandlers.ofByteArray());
  }

  private HttpRequest request(String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .timeout(patience)
            .method(method, BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  /** Without saying how long the body is. */
  HttpResponse<byte[]> postChunked(String path, String token, String type, InputStream body) {
    return sent(
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .POST(BodyPublishers.ofInputStream(() -> body))
            .headers("Authorization", "Bearer " + token, "Content-Type", type)
            .build());
  }

  private HttpResponse<byte[]> sent(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError("no answer to " + request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("broken off at " + request, e);
    }
  }
}
