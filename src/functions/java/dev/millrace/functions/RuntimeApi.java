package dev.millrace.functions;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an execution environment asks for events and tells its answers.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">AWS Lambda, "Using
 *     the Lambda runtime API for custom runtimes"</a>
 */
final class RuntimeApi implements AutoCloseable {

  private static final String PREFIX = "/2018-06-01/runtime/";

  private final HttpServer server;
  private final BlockingQueue<Invocation> invocations = new LinkedBlockingQueue<>();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

  RuntimeApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "runtime-api");
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext(PREFIX + "invocation/next", this::next);
    server.createContext(PREFIX, this::take);
    server.start();
  }

  /** What goes into {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  void hand(byte[] event, Instant deadline) {
    invocations.add(new Invocation(UUID.randomUUID().toString(), event, deadline));
  }

  /** What the function has answered; null if it has not yet. */
  @Nullable Answer poll(Duration atMost) throws InterruptedException {
    return answers.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void next(HttpExchange exchange) throws IOException {
    try (exchange) {
      Invocation invocation = invocations.take();
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", invocation.id());
      exchange
          .getResponseHeaders()
          .add("Lambda-Runtime-Deadline-Ms", String.valueOf(invocation.deadline().toEpochMilli()));
      exchange
          .getResponseHeaders()
          .add(
              "Lambda-Runtime-Invoked-Function-Arn",
              "arn:aws:lambda:eu-west-1:123456789012:function:test");
      exchange.sendResponseHeaders(200, invocation.event().length);
      exchange.getResponseBody().write(invocation.event());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@code invocation/<id>/response}, {@code invocation/<id>/error} or {@code init/error}. */
  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(202, -1);
      answers.add(new Answer(exchange.getRequestURI().getPath().endsWith("/response"), body));
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /**
   * What a function answers.
   *
   * @param succeeded whether it is a response, and not an error
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Answer(boolean succeeded, byte[] body) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Invocation(String id, byte[] event, Instant deadline) {}
}
