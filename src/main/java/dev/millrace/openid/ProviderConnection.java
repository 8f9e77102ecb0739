package dev.millrace.openid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks a provider for JSON. Nothing is remembered: people sign in seldom, and keys are changed
 * without notice.
 */
final class ProviderConnection {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int OK = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /** What is there. */
  JsonNode get(URI address) {
    Answer answer = answer(HttpRequest.newBuilder(address));
    if (answer.status() != OK) {
      throw new ProviderUnavailableException(address + " answered " + answer.status());
    }
    return answer.body();
  }

  /**
   * What is answered to the form.
   *
   * @throws SignInRefusedException if it is refused
   */
  JsonNode post(URI address, Map<String, String> form, @Nullable String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    Answer answer = answer(request);
    if (answer.status() != OK) {
      throw new SignInRefusedException(
          "the provider answered %d: %s"
              .formatted(answer.status(), answer.body().path("error").asText("no reason given")));
    }
    return answer.body();
  }

  /** The header of a client with a password, by RFC 6749, section 2.3.1. */
  static String basic(String user, String password) {
    String both = encoded(user) + ":" + encoded(password);
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  /** As in a query or a form. */
  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Answer answer(HttpRequest.Builder request) {
    HttpRequest whole = request.header("Accept", "application/json").timeout(TIMEOUT).build();
    try {
      HttpResponse<String> response = http.send(whole, BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new ProviderUnavailableException(whole.uri() + " gives no answer in JSON", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderUnavailableException(whole.uri() + " was not waited for", e);
    }
  }

  private record Answer(int status, JsonNode body) {}
}
