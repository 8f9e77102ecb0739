package dev.millrace.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.functions.RuntimeApi.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A function's URL: makes events, payload 2.0, of HTTP requests and HTTP responses of answers.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">AWS Lambda,
 *     "Invoking Lambda function URLs"</a>
 */
final class FunctionUrl {

  /** The largest event; what is above it is answered 413 by the platform. */
  static final int MOST_BYTES = 6_291_556;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Other bodies are handed over in base64. */
  private static final Pattern TEXT =
      Pattern.compile("text/.*|application/(json|xml|javascript|x-www-form-urlencoded)(;.*)?");

  private final Environment environment;

  FunctionUrl(Environment environment) {
    this.environment = environment;
  }

  /** The response to the request, whatever its status; that of a browser if it has cookies. */
  Response send(Request request) {
    return response(environment.invoke(event(request)));
  }

  /** The same within a timeout of the function's. */
  Response send(Request request, Duration timeout) {
    Answer answer = environment.invoke(event(request), timeout);
    if (!answer.succeeded()) {
      throw new AssertionError(new String(answer.body(), StandardCharsets.UTF_8));
    }
    return response(answer.body());
  }

  /** The event that Lambda makes of the request. */
  static byte[] event(Request request) {
    String[] address = request.path().split("\\?", 2);
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "2.0").put("routeKey", "$default").put("rawPath", address[0]);
    event.put("rawQueryString", address.length > 1 ? address[1] : "");
    if (!request.cookies().isEmpty()) {
      request.cookies().forEach(event.putArray("cookies")::add);
    }
    ObjectNode headers = event.putObject("headers");
    headers.put("host", "abc.lambda-url.eu-west-1.on.aws").put("x-forwarded-proto", "https");
    headers.put("x-forwarded-port", "443").put("x-forwarded-for", "203.0.113.7");
    headers.put("content-length", String.valueOf(request.body().length));
    request.headers().forEach(headers::put);
    event
        .putObject("requestContext")
        .put("domainName", "abc.lambda-url.eu-west-1.on.aws")
        .put("stage", "$default")
        .put("requestId", "1")
        .putObject("http")
        .put("method", request.method())
        .put("path", address[0])
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", "203.0.113.7")
        .put("userAgent", request.headers().getOrDefault("user-agent", ""));
    addBody(event, request);
    return bytes(event);
  }

  private static void addBody(ObjectNode event, Request request) {
    boolean text =
        TEXT.matcher(header(request, "content-type")).matches()
            && header(request, "content-encoding").isEmpty();
    event.put("isBase64Encoded", !text);
    if (request.body().length > 0) {
      event.put(
          "body",
          text
              ? new String(request.body(), StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(request.body()));
    }
  }

  private static String header(Request request, String name) {
    return request.headers().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static Response response(byte[] answer) {
    JsonNode json = json(answer);
    Map<String, String> headers = new HashMap<>();
    json.path("headers")
        .properties()
        .forEach(each -> headers.put(lower(each.getKey()), each.getValue().asText()));
    String body = json.path("body").asText("");
    return new Response(
        json.path("statusCode").asInt(),
        Map.copyOf(headers),
        json.path("cookies").valueStream().map(JsonNode::asText).toList(),
        json.path("isBase64Encoded").asBoolean()
            ? Base64.getDecoder().decode(body)
            : body.getBytes(StandardCharsets.UTF_8));
  }

  static JsonNode json(byte[] text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(new String(text, StandardCharsets.UTF_8), e);
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static byte[] bytes(JsonNode event) {
    try {
      return JSON.writeValueAsBytes(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * An HTTP request.
   *
   * @param path with the query
   * @param cookies each as {@code name=value}
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Request(
      String method, String path, Map<String, String> headers, List<String> cookies, byte[] body) {

    static Request get(String path, String... cookies) {
      return new Request("GET", path, Map.of(), List.of(cookies), new byte[0]);
    }

    static Request post(String path, String type, byte[] body) {
      return new Request("POST", path, Map.of("content-type", type), List.of(), body);
    }

    /** The same with another header, its name as it is given. */
    Request with(String name, String value) {
      Map<String, String> all = new HashMap<>(headers);
      all.put(name, value);
      return new Request(method, path, all, cookies, body);
    }

    Request withKey(String token) {
      return with("authorization", "Bearer " + token);
    }
  }

  /**
   * An HTTP response.
   *
   * @param headers by their names in lower case
   * @param cookies what {@code Set-Cookie} said
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Response(int status, Map<String, String> headers, List<String> cookies, byte[] body) {

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() {
      return FunctionUrl.json(body);
    }
  }
}
