package dev.millrace.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.millrace.Logged;
import dev.millrace.MovableClock;
import dev.millrace.keys.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every route of API and console with every method, and with every part of a request broken in
 * every way: nothing of it is a fault of ours, nothing of it is told to the log.
 */
@QuarkusTest
class BrokenRequestsTest extends ConsoleTest {

  private static final int CONNECTIONS = 8;

  private static final String BODY_SECRET = "what-nobody-may-read";
  private static final String COOKIE_SECRET = "cookie-of-another";

  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE");

  private static final List<String> MEDIA_TYPES =
      List.of(
          "x",
          "",
          "/",
          "a/b/c",
          "text/csv; charset=nonsense",
          "text/csv; charset=",
          "text/csv; charset=\"\u00e9\"",
          "application/json; charset=utf-99",
          "application/json;;;",
          "application/x-www-form-urlencoded; charset=nonsense",
          "application/x-www-form-urlencoded",
          "multipart/form-data",
          "multipart/form-data; boundary=",
          "multipart/form-data; boundary=b",
          "application/x-protobuf",
          "*/*");

  private static final List<String> BODIES =
      List.of(
          "",
          "[]",
          "{}",
          "null",
          "\"text\"",
          "[null]",
          "[[]]",
          "{\"name\": null}",
          "{\"" + BODY_SECRET + "\": \"" + BODY_SECRET + "\"}",
          "{\"member\": \"\\u0000\", \"name\": \"\\u0000\", \"email\": \"\\u0000\"}",
          "{\"member\": \"\\ud800\"}",
          "{\"name\": 1e999999999, \"scopes\": {}}",
          "{" + BODY_SECRET,
          "email\n\"" + BODY_SECRET,
          "email\n\u0000@example.com",
          "\u00ff\u00fe\u0000",
          "key=%zz",
          "key=%",
          "csrf=%00&key=%00&csv=%00&email=%00&name=%00&from=%00&to=%00&tool=%00&member=%00",
          "csrf=%ff%fe&key=%ff",
          "key=" + BODY_SECRET + "&key=" + BODY_SECRET,
          "&&&===",
          "--b\r\nContent-Disposition: form-data; name=\"key\"; filename=\"f\"\r\n\r\n"
              + BODY_SECRET
              + "\r\n"
              + "--b\r\n"
              + "Content-Disposition: form-data; name=\"csv\"; filename=\"f\"\r\n\r\n"
              + "\u00ff\r\n"
              + "--b--\r\n",
          "--b\r\nContent-Disposition: form-data; name=\"key\r\n\r\n" + BODY_SECRET,
          "--b\r\n\r\n\r\n--b--\r\n",
          "--b\r\nContent-Disposition: nonsense\r\n\r\nx\r\n--b--\r\n");

  private static final List<String> HEADERS =
      List.of(
          "Cookie: $Version=x; millrace=" + COOKIE_SECRET,
          "Cookie: millrace=" + COOKIE_SECRET + "\"\\; =; ;;=;$Path",
          "Cookie: millrace=.;millrace=a.b",
          "Cookie: \u00e9=\u00ff",
          "Accept: x",
          "Accept: text/html;q=x",
          "Accept: ;;;",
          "Accept-Language: \u00e9;q=z",
          "Accept-Encoding: ;",
          "Accept-Charset: nonsense",
          "Authorization: " + BODY_SECRET,
          "Authorization: Bearer",
          "Authorization: Bearer \u00ff",
          "Authorization: Basic " + BODY_SECRET,
          "x-api-key: \u00ff",
          "Origin: nonsense",
          "Origin: null",
          "Referer: %zz",
          "Sec-Fetch-Site: \u00e9",
          "If-None-Match: \"",
          "If-Modified-Since: yesterday",
          "Range: bytes=x",
          "Expect: nonsense",
          "HX-Request: \u00e9",
          "X-Csrf-Token: \u00e9",
          "X-Forwarded-Host: \u00e9/%zz",
          "Forwarded: for=;;;host=\"",
          "X-HTTP-Method-Override: NONSENSE",
          "Content-Encoding: nonsense",
          "Content-Length: 1");

  private static final List<String> QUERIES =
      List.of(
          "%zz",
          "a=%",
          "a=%f",
          "a=%ff%fe",
          "%00=%00",
          "person=%00&team=%00&tool=%00&model=%00&terminal=%00&email=%00&from=%00&by=%00",
          "person=%ed%a0%80&team=%c0%80&email=%ff",
          "from=9999-12-31&to=0001-01-01&days=custom",
          "from=+999999999-12-31&to=-999999999-01-01",
          "days=999999999999&page=%00&limit=x&by=x,,&format=%00",
          "page=%00%00&limit=99999999999",
          "&&&",
          "=",
          "days=custom&days=7&team=a&team=b",
          "code=x&state=x",
          "team=" + "a".repeat(3000));

  private static final List<String> PATH_PARTS =
      List.of("%00", "%", "%zz", "%ff", "%2e%2e", "%2f", "..", "a;b=c", "%ed%a0%80", "\u00e9", " ");

  @Inject Clock clock;

  private final Random random = new Random(20261201);
  private final ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);

  @AfterEach
  void end() {
    connections.shutdownNow();
  }

  @Test
  void areNoFaultsAndTellNothing() throws Exception {
    List<String> secrets = List.of(BODY_SECRET, COOKIE_SECRET);
    try (Logged logged = new Logged()) {
      List<String> faults = new ArrayList<>();
      // Routes have paths in common, and these the same breakage.
      Set<String> sent = new HashSet<>();
      for (Endpoint endpoint : endpoints()) {
        Credentials owners = credentials();
        List<String> requests = new ArrayList<>();
        for (List<String> held : List.of(List.<String>of(), owners.headers())) {
          for (String request : requests(endpoint, held)) {
            boolean isNew =
                sent.add(
                    request
                        .replace(owners.token, "")
                        .replace(owners.cookie, "")
                        .replace(owners.csrf, ""));
            if (isNew && (!held.isEmpty() || random.nextInt(3) == 0)) {
              requests.add(request);
            }
          }
        }
        faults.addAll(faults(requests));
        assertThat(logged.texts())
            .allSatisfy(text -> assertThat(text).doesNotContain(owners.secrets()));
      }
      assertThat(faults).as("of " + sent.size()).isEmpty();
      assertThat(logged.texts()).allSatisfy(text -> assertThat(text).doesNotContain(secrets));
      assertThat(logged.errors()).isEmpty();
    }
  }

  /**
   * Those that are answered as faults; several are asked at once, each by a connection of its own.
   */
  private List<String> faults(List<String> requests) throws Exception {
    List<Future<String>> answers =
        connections.invokeAll(
            requests.stream()
                .map(request -> (Callable<String>) () -> statusLine(request))
                .toList());
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      String status = answers.get(i).get();
      if (status.startsWith("HTTP/1.1 5")) {
        faults.add(status + " to\n" + requests.get(i).replaceAll("mro_\\w+|millrace=\\S+", "..."));
      }
    }
    return faults;
  }

  private Credentials credentials() {
    ((MovableClock) clock).advance(Duration.ofMinutes(1));
    String token = organisation.token(Scope.values());
    Browser browser = Browser.signedIn(token);
    return new Credentials(
        token, browser.cookie("millrace"), browser.get("/keys/new").only("[name=csrf]").val());
  }

  private static List<String> requests(Endpoint endpoint, List<String> held) {
    List<String> requests = new ArrayList<>();
    String path = endpoint.path;
    for (String method : METHODS) {
      requests.add(request(method, path, held, "application/json", "{}"));
      requests.add(request(method, path, held, "x", "[]"));
      requests.add(request(method, path + "?person=%00&email=%00", held, "", ""));
    }
    for (String type : MEDIA_TYPES) {
      requests.add(request(endpoint.method, path, held, type, "[]"));
      requests.add(request(endpoint.method, path, held, type, "key=%zz"));
    }
    for (String body : BODIES) {
      String type =
          body.startsWith("--")
              ? "multipart/form-data; boundary=b"
              : body.contains("=")
                  ? "application/x-www-form-urlencoded"
                  : body.startsWith("email") || body.startsWith("\u00ff")
                      ? "text/csv"
                      : "application/json";
      requests.add(request(endpoint.method, path, held, type, body));
    }
    for (String header : HEADERS) {
      List<String> with = new ArrayList<>(held);
      with.removeIf(h -> h.split(":")[0].equals(header.split(":")[0]));
      with.add(header);
      requests.add(request(endpoint.method, path, with, "application/json", "{}"));
    }
    for (String query : QUERIES) {
      requests.add(request(endpoint.method, path + "?" + query, held, "application/json", "{}"));
    }
    for (String part : PATH_PARTS) {
      String broken =
          path.contains("0123456789ab") ? path.replace("0123456789ab", part) : path + "/" + part;
      requests.add(request(endpoint.method, broken, held, "application/json", "{}"));
    }
    return requests;
  }

  private static String request(
      String method, String target, List<String> headers, String type, String body) {
    StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    Stream<String> own =
        Stream.of(
            "Host: localhost",
            "Content-Type: " + type,
            "Content-Length: " + body.length(),
            "Connection: close");
    own.filter(line -> headers.stream().noneMatch(h -> h.split(":")[0].equals(line.split(":")[0])))
        .forEach(line -> request.append(line).append("\r\n"));
    headers.forEach(line -> request.append(line).append("\r\n"));
    return request.append("\r\n").append(body).toString();
  }

  private static String statusLine(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      StringBuilder line = new StringBuilder();
      for (int next = socket.getInputStream().read();
          next >= 0 && next != '\r';
          next = socket.getInputStream().read()) {
        line.append((char) next);
      }
      return line.toString();
    } catch (SocketTimeoutException e) {
      return "HTTP/1.1 599 no answer";
    }
  }

  /** As the code has them. */
  private static List<Endpoint> endpoints() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.millrace.api", "dev.millrace.console")
            .stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .map((Function<JavaClass, Class<?>>) JavaClass::reflect)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .flatMap(BrokenRequestsTest::endpoint)
            .toList();
  }

  private static Stream<Endpoint> endpoint(Method method) {
    Path ofMethod = method.getAnnotation(Path.class);
    String root = method.getDeclaringClass().getAnnotation(Path.class).value();
    String path = ofMethod == null ? root : (root + "/" + ofMethod.value()).replace("//", "/");
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .flatMap(type -> Stream.ofNullable(type.getAnnotation(HttpMethod.class)))
        .map(verb -> new Endpoint(verb.value(), path.replaceAll("\\{\\w+}", "0123456789ab")));
  }

  private record Endpoint(String method, String path) {}

  private record Credentials(String token, String cookie, String csrf) {

    List<String> headers() {
      return List.of(
          "Authorization: Bearer " + token, "Cookie: millrace=" + cookie, "X-Csrf-Token: " + csrf);
    }

    List<String> secrets() {
      return List.of(token, cookie, csrf);
    }
  }
}
