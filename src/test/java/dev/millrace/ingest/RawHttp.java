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

  /** The first line of what the server says, which it may do without having read everything. */
  static String statusLine(String request) throws IOException {
    try (Socket socket = sending(request)) {
      StringBuilder line = new StringBuilder();
      for (int next = socket.getInputStream().read();
          next >= ' ';
          next = socket.getInputStream().read()) {
        line.append((char) next);
      }
      return line.toString();
    }
  }

  /** What the server says until it closes the connection; the request has to ask for that. */
  static String exchange(String request) throws IOException {
    try (Socket socket = sending(request)) {
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (SocketException e) {
      // A server may close without having read what it does not want to hear.
      return "";
    }
  }

  private static Socket sending(String request) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
    socket.setSoTimeout(TIMEOUT_MS);
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    return socket;
  }
}
