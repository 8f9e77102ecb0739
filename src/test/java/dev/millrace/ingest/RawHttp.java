package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Objects;

/** A connection to the application under test on which bytes are said and heard as they are. */
final class RawHttp implements AutoCloseable {

  /** Longer than any answer takes. */
  private static final int TIMEOUT_MS = 20_000;

  private final Socket socket;
  private final BufferedReader in;

  RawHttp() throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
    socket.setSoTimeout(TIMEOUT_MS);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
  }

  /** The first line of what the server says, which it may do without having read everything. */
  static String statusLine(String request) throws IOException {
    try (RawHttp connection = new RawHttp()) {
      connection.say(request);
      return connection.line();
    }
  }

  /** What the server says until it closes the connection; the request has to ask for that. */
  static String exchange(String request) throws IOException {
    try (RawHttp connection = new RawHttp()) {
      connection.say(request);
      return connection.rest();
    } catch (SocketException e) {
      // A server may close without having read what it does not want to hear.
      return "";
    }
  }

  void say(String text) throws IOException {
    say(text.getBytes(ISO_8859_1));
  }

  void say(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** The next line; empty at the end too. */
  String line() throws IOException {
    return Objects.requireNonNullElse(in.readLine(), "");
  }

  /** All that comes until the server closes. */
  String rest() throws IOException {
    StringWriter rest = new StringWriter();
    in.transferTo(rest);
    return rest.toString();
  }

  /** What comes up to the text, and that. */
  String upTo(String text) throws IOException {
    StringBuilder heard = new StringBuilder();
    while (heard.indexOf(text) < 0) {
      int next = in.read();
      assertThat(next).as("end after %s", heard).isNotNegative();
      heard.append((char) next);
    }
    return heard.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
