package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.otlp.TestExports;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hundreds of clients that do not get on keep nobody else from health, console, API and ingest:
 * with a key and without, on every side's routes.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class SlowClientsTest {

  private static final byte[] EXPORT = TestExports.log("hello", "k", "v").message().toByteArray();

  /** More than there are threads. */
  private static final int MANY = 300;

  @Inject People people;
  @Inject KeyRegistry keys;

  private final Wire wire = new Wire();
  private final List<Socket> held = new ArrayList<>();
  private String token;
  private String admin;

  @BeforeEach
  void enrol() {
    TestOrganisation organisation = new TestOrganisation(people, keys);
    token = organisation.token(Scope.OTEL_WRITE);
    admin = organisation.token(Scope.ADMIN);
  }

  @AfterEach
  void hangUp() throws IOException {
    for (Socket socket : held) {
      socket.close();
    }
  }

  static List<String> beginnings() {
    String form =
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n";
    String json = "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{";
    String chunks = "Transfer-Encoding: chunked\r\n\r\n5\r\nab";
    return List.of(
        "",
        "POST /sign-in HT",
        "POST /sign-in HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        "POST /sign-in HTTP/1.1\r\nHost: x\r\n" + form + "key=",
        "POST /sign-in HTTP/1.1\r\nHost: x\r\n" + chunks,
        "POST /people/import HTTP/1.1\r\nHost: x\r\n" + form,
        "POST /nowhere HTTP/1.1\r\nHost: x\r\n" + json,
        "POST /api/keys HTTP/1.1\r\nHost: x\r\n" + json,
        "POST /api/keys HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {admin}\r\n" + json,
        "PUT /api/members HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {admin}\r\n" + chunks,
        "POST /v1/metrics HTTP/1.1\r\nHost: x\r\n" + json,
        "POST /v1/metrics HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n" + json,
        "POST /v1/logs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n" + chunks,
        "POST /v1/traces HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
            + "Expect: 100-continue\r\n"
            + json,
        "GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("beginnings")
  void othersAreAnsweredMeanwhile(String beginning) throws IOException {
    begin(MANY, beginning);

    assertEverythingAnswers();
  }

  /** More than may wait of one address: nobody else finds the server full of them. */
  @Test
  void headsThatDoNotEndGiveWayToOthersOfTheirAddress() throws IOException {
    begin(2200, "POST /sign-in HTTP/1.1\r\nHost: x\r\nX-Slow: ");

    assertEverythingAnswers();
    for (Socket socket : held.subList(0, 50)) {
      assertThat(said(socket)).isEmpty();
    }
  }

  /** Their sending side is shut: no more will come, and an answer could still be read. */
  @Test
  void halfClosedConnectionsAreNoTrouble() throws IOException {
    begin(
        MANY,
        "POST /v1/logs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
            + "Content-Length: 1000\r\n\r\nabc");
    for (Socket socket : held) {
      socket.shutdownOutput();
    }

    assertEverythingAnswers();
  }

  @Test
  void thousandAtOnceAreNoTrouble() throws IOException {
    List<String> beginnings = beginnings();
    for (int i = 0; i < 1000; i += 50) {
      begin(50, beginnings.get((i / 50) % beginnings.size()));
    }

    assertEverythingAnswers();
  }

  /** Nobody reads what is answered: whole pages wait to be sent. */
  @Test
  void clientsThatDoNotReadAreNoTrouble() throws IOException {
    String page = "GET /q/openapi HTTP/1.1\r\nHost: x\r\n\r\n";
    begin(200, page.repeat(20));

    assertEverythingAnswers();
  }

  @Test
  void endsBodyThatArrivesTooSlowly() throws IOException {
    String head =
        "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + "Content-Length: 100000\r\n\r\nkey=";
    begin(1, head);

    assertThat(answer(held.get(0))).startsWith("HTTP/1.1 408").contains("too slowly");
  }

  @Test
  void asksSlowExporterToSendAgain() throws IOException {
    begin(
        1,
        "POST /v1/logs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");

    assertThat(answer(held.get(0)))
        .startsWith("HTTP/1.1 503")
        .containsIgnoringCase("Retry-After: ")
        .contains("{\"code\":14,\"message\":\"the body arrives too slowly\"}");
  }

  private void begin(int number, String beginning) throws IOException {
    String said = beginning.replace("{token}", token).replace("{admin}", admin);
    for (int i = 0; i < number; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
      held.add(socket);
      socket.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static String answer(Socket socket) throws IOException {
    socket.setSoTimeout(60_000);
    InputStream in = socket.getInputStream();
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** The same of one that may have been closed before it was read. */
  private static String said(Socket socket) throws IOException {
    try {
      return answer(socket);
    } catch (SocketException e) {
      return "";
    }
  }

  private void assertEverythingAnswers() {
    assertThat(status("GET", "/health", new byte[0])).isEqualTo(200);
    assertThat(
            status(
                "POST",
                "/v1/logs",
                EXPORT,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/x-protobuf"))
        .isEqualTo(200);
    assertThat(status("GET", "/api/keys", new byte[0], "Authorization", "Bearer " + admin))
        .isEqualTo(200);
    assertThat(status("GET", "/sign-in", new byte[0])).isEqualTo(200);
  }

  private int status(String method, String path, byte[] body, String... headers) {
    return wire.send(method, path, body, headers).statusCode();
  }
}
