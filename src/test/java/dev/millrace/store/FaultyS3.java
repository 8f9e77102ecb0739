package dev.millrace.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A door in front of an S3 server that lets requests through, or does to them what networks and
 * busy servers do. One request a connection.
 */
public final class FaultyS3 implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

  /** Long after every client has given up, or until the door closes. */
  private static final long EVER_MILLIS = 60_000;

  private final URI server;
  private final ServerSocket door;
  private final ExecutorService threads = Executors.newCachedThreadPool(FaultyS3::daemon);
  private final AtomicInteger struck = new AtomicInteger();
  private volatile S3Fault fault = S3Fault.NONE;
  private volatile Predicate<String> victims = line -> true;
  private volatile int most = Integer.MAX_VALUE;

  public FaultyS3(URI server) {
    this.server = server;
    try {
      this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::open);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "faulty-s3");
    thread.setDaemon(true);
    return thread;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  /** From now on this happens to every request, beginning with its count. */
  public void strike(S3Fault fault) {
    strike(fault, line -> true, Integer.MAX_VALUE);
  }

  /**
   * From now on this happens to some requests.
   *
   * @param victims told by the request's first line
   * @param most after so many the others pass
   */
  public void strike(S3Fault fault, Predicate<String> victims, int most) {
    this.struck.set(0);
    this.victims = victims;
    this.most = most;
    this.fault = fault;
  }

  public void repair() {
    fault = S3Fault.NONE;
  }

  /** How many requests the fault has struck. */
  public int struck() {
    return Math.min(struck.get(), most);
  }

  private void open() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        // Closed, which ends the loop.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      if (!head.isEmpty()) {
        answer(client, head);
      }
    } catch (IOException e) {
      // The client has gone, as it may.
    }
  }

  private void answer(Socket client, String head) throws IOException {
    S3Fault now = victims.test(head.lines().findFirst().orElse("")) ? fault : S3Fault.NONE;
    if (now != S3Fault.NONE && struck.incrementAndGet() > most) {
      now = S3Fault.NONE;
    }
    switch (now) {
      case NONE -> client.getOutputStream().write(asked(client, head, false));
      case REFUSED_CONNECTION -> reset(client);
      case HANGS_BEFORE_ANSWER -> hang();
      case HANGS_IN_ANSWER -> {
        byte[] answer = asked(client, head, false);
        client.getOutputStream().write(answer, 0, answer.length / 2);
        hang();
      }
      case RESET_AFTER_BODY -> {
        asked(client, head, false);
        reset(client);
      }
      case RESET_IN_ANSWER -> {
        byte[] answer = asked(client, head, false);
        client.getOutputStream().write(answer, 0, answer.length / 2);
        reset(client);
      }
      case DAMAGED_BODY -> client.getOutputStream().write(asked(client, head, true));
      case INTERNAL_ERROR, SLOW_DOWN, FULL, ACCESS_DENIED, NO_SUCH_BUCKET -> {
        body(client, head);
        client.getOutputStream().write(now.answer());
      }
    }
  }

  /** The server's whole answer to the request. */
  private byte[] asked(Socket client, String head, boolean damaged) throws IOException {
    byte[] body = body(client, head);
    if (damaged && body.length > 0) {
      body[body.length / 2] ^= 1;
    }
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      OutputStream out = socket.getOutputStream();
      // What was waited for has been answered here.
      String passed = head.replaceFirst("(?i)\r\nexpect: [^\r]*", "");
      out.write(
          passed
              .replaceFirst("(?i)\r\nconnection: [^\r]*", "")
              .replaceFirst("\r\n", "\r\nConnection: close\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      return socket.getInputStream().readAllBytes();
    }
  }

  private static byte[] body(Socket client, String head) throws IOException {
    if (Pattern.compile("(?i)\r\nexpect: 100-continue").matcher(head).find()) {
      client
          .getOutputStream()
          .write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    Matcher length = LENGTH.matcher(head);
    return client
        .getInputStream()
        .readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
  }

  /** Everything up to the empty line, with it. */
  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
      text = next == '\n' ? head.toString(StandardCharsets.ISO_8859_1) : "";
    }
    return text;
  }

  private static void reset(Socket client) throws IOException {
    client.setSoLinger(true, 0);
    client.close();
  }

  private static void hang() {
    try {
      Thread.sleep(EVER_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }
}
