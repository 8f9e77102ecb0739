package dev.millrace.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** Sends bytes as they are to the application under test, whatever a client would say to them. */
final class RawHttp {

  /** Longer than any answer takes. */
  private static final int TIMEOUT_MS = 20_000;

  private RawHttp() {}

  /** What the server says until it closes the connection; the request has to ask for that. */
  static String exchange(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.setSoTimeout(TIMEOUT_MS);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (SocketException e) {
      // A server may close without having read what it does not want to hear.
      return "";
    }
  }
}
