package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that wait for a request are bounded in number and time, whatever they bring. */
class ConnectionsTest {

  private static final String NEVER = "1h";
  private static final int MOST = 10;
  private static final int PATIENCE_MS = 20_000;

  private final Vertx vertx = Vertx.vertx();
  private final Deque<Socket> sockets = new ArrayDeque<>();
  private int port;

  @AfterEach
  void end() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET / HT", "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", "PRI * HTTP/2"})
  void oldestThatHasNotBegunGivesWay(String beginning) throws IOException {
    serve(NEVER);
    Socket first = connected(beginning);
    for (int i = 1; i < MOST; i++) {
      connected(beginning);
    }

    Socket last = connected("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

    assertThat(isClosed(first)).isTrue();
    assertThat(line(last)).isEqualTo("HTTP/1.1 200 OK");
  }

  @Test
  void onesWithRequestDoNotCount() throws IOException {
    serve(NEVER);
    Socket asking = connected("POST /held HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n");
    assertThat(line(asking)).isEqualTo("HTTP/1.1 100 Continue");

    for (int i = 0; i < 3 * MOST; i++) {
      connected("GET /");
    }
    assertThat(isClosed(sockets.stream().skip(1).findFirst().orElseThrow())).isTrue();
    say(asking, "hello");

    assertThat(line(asking)).isEmpty();
    assertThat(line(asking)).isEqualTo("HTTP/1.1 200 OK");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "GET / HTTP/1.1\r\nX-Slow: ", "GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HT"})
  void noneTakesLongerToBegin(String beginning) throws IOException {
    serve("1s");
    Socket socket = connected(beginning);

    if (!beginning.isEmpty()) {
      trickle(socket);
    }

    assertThat(isClosed(socket)).isTrue();
  }

  /** It brings a byte again and again, so that it is never idle. */
  private static void trickle(Socket socket) throws IOException {
    try {
      for (int i = 0; i < 50; i++) {
        say(socket, "a");
        Thread.sleep(100);
      }
    } catch (SocketException e) {
      // Closed, as it should be.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(String beginWithin) {
    RequestsConfig config =
        IngestSettings.with(
            RequestsConfig.class,
            Map.of(
                "millrace.requests.waiting-per-address",
                Integer.toString(MOST),
                "millrace.requests.begin-within",
                beginWithin));
    Connections connections = new Connections(config, vertx);
    Router router = Router.router(vertx);
    router.route().handler(Connections::note);
    router
        .route("/held")
        .handler(
            context -> {
              context.response().writeContinue();
              context.request().endHandler(all -> context.response().end());
            });
    router.route().handler(context -> context.response().end("hello"));
    HttpServerOptions options = new HttpServerOptions().setPort(0).setHost("127.0.0.1");
    HttpServer server =
        vertx
            .createHttpServer(options)
            .requestHandler(router)
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    port = server.actualPort();
    connections.watch().join();
  }

  private Socket connected(String beginning) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MS);
    sockets.add(socket);
    say(socket, beginning);
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String line(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    InputStream in = socket.getInputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  /** Whether nothing more will come from it, before the test gives up. */
  private static boolean isClosed(Socket socket) throws IOException {
    try {
      InputStream in = socket.getInputStream();
      while (in.read() >= 0) {
        // What it was answered before.
      }
      return true;
    } catch (SocketException e) {
      return true;
    }
  }
}
