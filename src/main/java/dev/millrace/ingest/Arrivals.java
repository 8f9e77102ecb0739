package dev.millrace.ingest;

import dev.millrace.HttpSide;
import dev.millrace.keys.KeyCheck;
import dev.millrace.otlp.Body;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Lets requests arrive before anybody works on them: bodies are read on the event loop, within
 * bounds of time, number and memory, and only then does a request get a thread, in the lane of its
 * side. So whoever is slow, with a key or without, costs a connection and nothing else.
 */
@ApplicationScoped
class Arrivals {

  /** After what is refused by its head, and before all that looks at who asks. */
  private static final int AFTER_CORS = 290;

  private static final long LOOK_AGAIN_MILLIS = 1000;
  private static final Set<HttpMethod> WITHOUT_BODY =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.DELETE);
  private static final String CONTINUE = "100-continue";

  private final OtlpPaths paths;
  private final Refusals refusals;
  private final RequestsConfig config;
  private final Body.Bounds exports;
  private final ArrivingBytes memory;
  private final ArrivingSet<Arriving> arriving;
  private final Map<HttpSide, Lane> lanes = new EnumMap<>(HttpSide.class);
  private final Vertx vertx;

  Arrivals(
      OtlpPaths paths, Refusals refusals, RequestsConfig config, IngestConfig ingest, Vertx vertx) {
    this.paths = paths;
    this.refusals = refusals;
    this.config = config;
    this.exports = Ingest.bounds(ingest);
    this.memory = new ArrivingBytes((long) (Runtime.getRuntime().maxMemory() * config.heapShare()));
    this.arriving = new ArrivingSet<>(config.arriving(), config.arrivingPerAddress());
    lanes.put(HttpSide.INGEST, new Lane(config.atOnce().ingest()));
    lanes.put(HttpSide.API, new Lane(config.atOnce().api()));
    lanes.put(HttpSide.CONSOLE, new Lane(config.atOnce().console()));
    this.vertx = vertx;
  }

  void register(@Observes Filters filters) {
    filters.register(this::arrive, AFTER_CORS);
  }

  private void arrive(RoutingContext context) {
    Optional<HttpSide> side = sideOf(context.request());
    if (side.isEmpty()) {
      context.next();
    } else if (bringsNothing(context.request()) || isHopeless(side.get(), context.request())) {
      Arrival.noteTime(context);
      work(side.get(), context);
    } else if (announced(context.request()) < 0 && isHttp2(context.request())) {
      refusals.refuse(
          side.get(), context, 400, "a body that comes by HTTP/2 has to say its length");
    } else {
      new Arriving(side.get(), context).begin();
    }
  }

  private static boolean isHttp2(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2;
  }

  /** Whose lane a request takes; empty for what nobody waits for, such as {@code /health}. */
  private Optional<HttpSide> sideOf(HttpServerRequest request) {
    if (paths.of(request).isPresent()) {
      return Optional.of(HttpSide.INGEST);
    }
    String path = request.path();
    if (path.startsWith("/health") || path.startsWith("/q/")) {
      return Optional.empty();
    }
    boolean isApi = path.startsWith("/api/") || path.startsWith("/v1/organizations/");
    return Optional.of(isApi ? HttpSide.API : HttpSide.CONSOLE);
  }

  /** By HTTP/2 a body need not be announced; with these methods there is none in any case. */
  private static boolean bringsNothing(HttpServerRequest request) {
    boolean announcesNothing =
        !request.headers().contains(HttpHeaders.CONTENT_LENGTH)
            && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    return announced(request) == 0
        || announcesNothing && (!isHttp2(request) || WITHOUT_BODY.contains(request.method()));
  }

  /** What no key comes with is refused by its head; its body need not arrive. */
  private static boolean isHopeless(HttpSide side, HttpServerRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    return switch (side) {
      case INGEST -> !KeyCheck.isPlausible(authorization);
      case API -> authorization == null && !request.headers().contains("x-api-key");
      case CONSOLE -> false;
    };
  }

  /** Goes on when it is the request's turn; the lane is free again when it is answered. */
  private void work(HttpSide side, RoutingContext context) {
    // By HTTP/2 what has ended can be paused no longer, which the framework will do.
    if (isHttp2(context.request()) && !context.request().isEnded()) {
      context.request().pause();
    }
    Lane lane = Objects.requireNonNull(lanes.get(side));
    Turn turn = new Turn(lane, context);
    long patience = vertx.setTimer(config.waitAtMost().toMillis(), timer -> turn.giveUp(side));
    turn.timer = patience;
    lane.enter(turn);
  }

  /** A request that waits for its turn, or has it. */
  private final class Turn implements Runnable {

    private final Lane lane;
    private final RoutingContext context;
    private final io.vertx.core.Context loop = vertx.getOrCreateContext();
    private long timer;

    Turn(Lane lane, RoutingContext context) {
      this.lane = lane;
      this.context = context;
    }

    @Override
    public void run() {
      loop.runOnContext(unused -> begin());
    }

    private void begin() {
      vertx.cancelTimer(timer);
      if (context.response().closed() || context.response().ended()) {
        lane.leave();
        return;
      }
      long unread =
          vertx.setTimer(
              config.readWithin().toMillis(), late -> context.request().connection().close());
      context.addEndHandler(
          ended -> {
            vertx.cancelTimer(unread);
            lane.leave();
          });
      context.next();
    }

    void giveUp(HttpSide side) {
      if (lane.giveUp(this)) {
        refusals.refuse(
            side, context, 503, "the server has too much to do; send the same again later");
      }
    }
  }

  /** A request whose body arrives. */
  private final class Arriving {

    private final HttpSide side;
    private final RoutingContext context;
    private final Arrival body;
    private final io.vertx.core.Context loop = vertx.getOrCreateContext();
    private boolean ended;
    private long timer;

    Arriving(HttpSide side, RoutingContext context) {
      this.side = side;
      this.context = context;
      this.body = new Arrival(memory, limit(side), announced(context.request()));
    }

    void begin() {
      HttpServerRequest request = context.request();
      request.handler(this::take);
      request.exceptionHandler(gone -> end());
      request.endHandler(all -> whole());
      if (body.isAnnouncedTooLarge()) {
        refuseThis(413, tooLarge());
        return;
      }
      arriving.add(this, address(request)).ifPresent(Arriving::giveWay);
      timer = vertx.setPeriodic(LOOK_AGAIN_MILLIS, unused -> refuseSlow());
      context.addEndHandler(
          answered -> {
            end();
            body.release();
          });
      if (CONTINUE.equalsIgnoreCase(String.valueOf(request.getHeader("Expect")))) {
        context.response().writeContinue();
      }
    }

    private void take(Buffer piece) {
      if (ended) {
        return;
      }
      switch (body.take(piece)) {
        case TAKEN -> {
          if (isHttp2(context.request()) && body.isWhole()) {
            whole();
          }
        }
        case TOO_LARGE -> refuseThis(413, tooLarge());
        case NO_MEMORY ->
            refuseThis(503, "too much is arriving at the moment; send the same again later");
      }
    }

    private String tooLarge() {
      return side == HttpSide.INGEST
          ? exports.excessAsSent(announced(context.request()))
          : "the body is larger than the limit of %d bytes".formatted(limit(side));
    }

    private void whole() {
      if (!ended) {
        end();
        if (side == HttpSide.INGEST) {
          body.attachTo(context);
        } else {
          Arrival.noteTime(context);
          ((RoutingContextInternal) context).setBody(Buffer.buffer(body.whole()));
        }
        work(side, context);
      }
    }

    private void refuseSlow() {
      boolean slow =
          body.isTooSlow(
              System.nanoTime(), config.arriveWithin().toNanos(), config.slowest().asLongValue());
      if (slow && !ended) {
        refuseThis(side == HttpSide.INGEST ? 503 : 408, "the body arrives too slowly");
      }
    }

    /** To one that came later; on the loop of its own. */
    void giveWay() {
      loop.runOnContext(
          unused -> {
            if (!ended) {
              refuseThis(503, "too many bodies are arriving at the moment");
            }
          });
    }

    private void refuseThis(int status, String why) {
      end();
      body.release();
      refusals.refuse(side, context, status, why);
    }

    private void end() {
      ended = true;
      vertx.cancelTimer(timer);
      arriving.remove(this);
    }
  }

  private int limit(HttpSide side) {
    return side == HttpSide.INGEST
        ? exports.sentBytes()
        : Math.toIntExact(config.maxBody().asLongValue());
  }

  private static String address(HttpServerRequest request) {
    return request.remoteAddress() == null
        ? ""
        : String.valueOf(request.remoteAddress().hostAddress()).toLowerCase(Locale.ROOT);
  }

  private static long announced(HttpServerRequest request) {
    try {
      String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
