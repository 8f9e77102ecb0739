package dev.millrace.ingest;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many connections wait for the head of a request, and for how long, from the moment
 * they come: the framework looks at none before it has a whole head. Each byte would begin its idle
 * time anew.
 */
@ApplicationScoped
class Connections {

  private static final AttributeKey<Connection> CONNECTION =
      AttributeKey.valueOf(Connections.class, "connection");

  /** Before every other filter. */
  private static final int FIRST = 500;

  private static final long LOOK_AGAIN_MILLIS = 1000;

  private final Duration beginWithin;
  private final Duration readWithin;
  private final ArrivingSet<Connection> waiting;
  private final Vertx vertx;

  Connections(RequestsConfig config, Vertx vertx) {
    this.beginWithin = config.beginWithin();
    this.readWithin = config.readWithin();
    this.waiting = new ArrivingSet<>(config.waiting(), config.waitingPerAddress());
    this.vertx = vertx;
  }

  void register(@Observes Filters filters) {
    filters.register(Connections::note, FIRST);
  }

  void watch(@ObservesAsync HttpServerStart start) {
    var unused = watch();
  }

  void watchEncrypted(@ObservesAsync HttpsServerStart start) {
    var unused = watch();
  }

  /**
   * Watches whatever listens in this program.
   *
   * @return complete when all that comes from then on is watched
   */
  CompletableFuture<Void> watch() {
    vertx.setPeriodic(LOOK_AGAIN_MILLIS, unused -> closeStale(System.nanoTime()));
    List<CompletableFuture<Void>> watched = new ArrayList<>();
    for (EventExecutor loop : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
      if (loop instanceof SingleThreadEventLoop accepting) {
        watched.add(CompletableFuture.runAsync(() -> watch(accepting), accepting));
      }
    }
    return CompletableFuture.allOf(watched.toArray(CompletableFuture[]::new));
  }

  private void watch(SingleThreadEventLoop accepting) {
    accepting.registeredChannelsIterator().forEachRemaining(this::watch);
  }

  private void watch(Channel listening) {
    if (listening instanceof ServerSocketChannel
        && listening.pipeline().get(Acceptance.class) == null) {
      listening.pipeline().addFirst(new Acceptance());
    }
  }

  private void closeStale(long now) {
    waiting.all().stream().filter(connection -> connection.isStale(now)).forEach(this::close);
  }

  private void close(Connection connection) {
    waiting.remove(connection);
    var unused = connection.channel.close();
  }

  /** Its connection does not wait while there is a request. */
  static void note(RoutingContext context) {
    Connection connection = of(context.request());
    if (connection != null) {
      connection.begin();
      context.addEndHandler(answered -> connection.end());
    }
    context.next();
  }

  /** Null where there is no connection to be watched, as in a function. */
  private static @Nullable Connection of(HttpServerRequest request) {
    return request.connection() instanceof ConnectionBase connection
        ? connection.channel().attr(CONNECTION).get()
        : null;
  }

  /** Whether a client is at its other end, and no gateway that waits for the end of the answer. */
  static boolean isDirect(HttpServerRequest request) {
    return request.connection() instanceof ConnectionBase connection
        && connection.channel() instanceof SocketChannel;
  }

  /** What is accepted passes here before anything is read from it. */
  private final class Acceptance extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
      Channel channel = (Channel) accepted;
      Connection connection = new Connection(channel);
      channel.attr(CONNECTION).set(connection);
      channel.pipeline().addFirst(connection);
      context.fireChannelRead(accepted);
    }
  }

  /** One that waits for a request, or has some. */
  private final class Connection extends ChannelInboundHandlerAdapter {

    private final Channel channel;
    private final String address;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile long since = System.nanoTime();

    Connection(Channel channel) {
      this.channel = channel;
      this.address =
          channel.remoteAddress() instanceof InetSocketAddress remote && remote.getAddress() != null
              ? remote.getAddress().getHostAddress()
              : "";
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      await();
      context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      waiting.remove(this);
      context.fireChannelInactive();
    }

    void begin() {
      requests.incrementAndGet();
      waiting.remove(this);
    }

    /** By HTTP/2 there may be others. */
    void end() {
      if (requests.decrementAndGet() == 0) {
        await();
      }
    }

    private void await() {
      since = System.nanoTime();
      waiting.add(this, address).ifPresent(Connections.this::close);
      if (!channel.isActive()) {
        waiting.remove(this);
      }
    }

    /** What it was answered may still be on its way. */
    boolean isStale(long now) {
      ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
      boolean isAnswered = unsent == null || unsent.totalPendingWriteBytes() == 0;
      return now - since > (isAnswered ? beginWithin : readWithin).toNanos();
    }
  }
}
