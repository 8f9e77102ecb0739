package dev.millrace.ingest;

import dev.millrace.OutageLog;
import dev.millrace.counters.Counters;
import dev.millrace.deliveries.Deliveries;
import dev.millrace.keys.KeyCheck;
import dev.millrace.keys.KeyVerdict;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Verifier;
import dev.millrace.landing.Landing;
import dev.millrace.landing.Landing.Landed;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.DecodeMemory;
import dev.millrace.otlp.Decoded;
import dev.millrace.otlp.Decoder;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.MessageBounds;
import dev.millrace.otlp.OtlpException;
import dev.millrace.otlp.OtlpException.Reason;
import dev.millrace.otlp.Reply;
import dev.millrace.otlp.SentTimes;
import dev.millrace.otlp.Service;
import dev.millrace.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Takes an export request from its headers to its reply. */
@ApplicationScoped
class Ingest {

  private static final Logger log = Logger.getLogger(Ingest.class);
  private static final String FAULT = "the receiver failed on this export";
  private static final String BUSY =
      "the receiver is decoding as much as it has memory for; send the same again later";

  /** Decoding takes a fraction of it. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final KeyCheck keys;
  private final Landing landing;
  private final Deliveries deliveries;
  private final StoreThreads threads;
  private final Allowances allowances;
  private final Counters counters;
  private final Clock clock;
  private final Body.Bounds bounds;
  private final RowBounds rowBounds;
  private final Duration retryAfter;
  private final Decoder decoder;
  private final DecodeMemory memory;
  private final OutageLog outages;

  Ingest(
      KeyCheck keys,
      Landing landing,
      Deliveries deliveries,
      StoreThreads threads,
      Allowances allowances,
      Counters counters,
      Clock clock,
      DecodeMemory memory,
      IngestConfig config) {
    this.keys = keys;
    this.landing = landing;
    this.deliveries = deliveries;
    this.threads = threads;
    this.allowances = allowances;
    this.counters = counters;
    this.clock = clock;
    this.retryAfter = config.retryAfter();
    this.bounds = bounds(config);
    this.rowBounds = RowBounds.of(config);
    this.decoder =
        new Decoder(
            new MessageBounds(config.maxDepth(), config.maxParts(), config.maxKeyLength()),
            landing.watch());
    this.memory = memory;
    this.outages = new OutageLog(clock);
  }

  static Body.Bounds bounds(IngestConfig config) {
    return new Body.Bounds(
        Math.toIntExact(config.maxBody().asLongValue()),
        Math.toIntExact(config.maxContent().asLongValue()));
  }

  /**
   * Lets the export in if its key is good; whatever happens, the sender gets a reply.
   *
   * @param body as it arrived; not asked for if the key is none
   */
  Reply accept(RequestHead head, Supplier<byte[]> body) {
    try {
      return checked(head, body, threads.patience(head.arrivedNanos()));
    } catch (RuntimeException | Error e) {
      return failed(head, e);
    }
  }

  private Reply checked(RequestHead head, Supplier<byte[]> body, Patience patience) {
    KeyVerdict verdict = verdict(head, patience);
    if (verdict instanceof KeyVerdict.Accepted accepted) {
      return accept(accepted.key(), head, body, patience);
    }
    if (verdict instanceof KeyVerdict.Refused refused) {
      Verifier ended = refused.ended();
      return ended == null
          ? refused(head, 401, refused.why())
          : refused(ended, head, patience, 401, refused.why());
    }
    return unavailable(head, "API keys cannot be checked at the moment; send the same again later");
  }

  private KeyVerdict verdict(RequestHead head, Patience patience) {
    try {
      return patience.await(() -> keys.check(head.authorization()));
    } catch (StoreUnavailableException e) {
      outages.report("an API key could not be checked", e);
      return new KeyVerdict.Unavailable();
    }
  }

  private Reply accept(Verifier key, RequestHead head, Supplier<byte[]> sent, Patience patience) {
    try (DecodeMemory.Claim claim = memory.claim()) {
      if (!key.allows(Scope.OTEL_WRITE)) {
        return refused(key, head, patience, 403, "the API key lacks the scope " + Scope.OTEL_WRITE);
      }
      Optional<Duration> wait = allowances.take(key.id());
      if (wait.isPresent()) {
        return tooMuch(key, head, patience, wait.get());
      }
      Encoding encoding = encoding(head);
      Body body = Body.arrived(sent.get(), coding(head), bounds, claim);
      allowances.sent(key.id(), body.sent().length);
      return decoded(key, known(head, encoding, body), patience, encoding, body, claim);
    } catch (OtlpException e) {
      return refused(key, head, patience, e);
    } catch (DecodeMemory.BusyException e) {
      return Reply.unavailable(replyEncoding(head), BUSY, SOON);
    } catch (StoreUnavailableException e) {
      outages.report("an export could not be landed", e);
      return unavailable(head, "the export could not be stored; send the same again later");
    } catch (OutOfMemoryError e) {
      // Mostly another's export has taken it; this one must not be dropped for that.
      log.error("an export found no memory", e);
      return unavailable(head, "the receiver is short of memory; send the same again later");
    } catch (RuntimeException | Error e) {
      Reply reply = failed(head, e);
      note(patience, () -> deliveries.refused(source(key, head), reply.status(), FAULT));
      return reply;
    }
  }

  private RequestHead known(RequestHead head, Encoding encoding, Body body) {
    return head.isSignalSaid() ? head : head.of(decoder.signalOf(encoding, body.content()));
  }

  private Reply decoded(
      Verifier key,
      RequestHead head,
      Patience patience,
      Encoding encoding,
      Body body,
      DecodeMemory.Claim claim) {
    try {
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      Decoded read = decoder.decode(head.signal(), encoding, body.content(), claim);
      rowBounds.check(read.export(), body.content().length);
      SentTimes times = SentTimes.of(read.export(), today);
      Decoded decoded = read.remarking(times.remark());
      land(key, head, patience, body, decoded, today);
      tellOf(times, key, head, patience);
      return Reply.accepted(head.signal(), encoding, decoded.rejected(), decoded.remark());
    } catch (OtlpException e) {
      return refused(key, head, patience, e);
    }
  }

  private Reply refused(Verifier key, RequestHead head, Patience patience, OtlpException e) {
    note(
        patience, () -> deliveries.refused(source(key, head), e.reason().status(), e.getMessage()));
    return Reply.refused(replyEncoding(head), e);
  }

  private void land(
      Verifier key,
      RequestHead head,
      Patience patience,
      Body body,
      Decoded decoded,
      LocalDate today) {
    if (decoded.export().items() > 0) {
      Landed landed = patience.await(() -> landing.land(key.org(), key.id(), today, body, decoded));
      int items = decoded.export().items();
      int bytes = body.sent().length;
      count(head, Map.of("items", items, "bytes", bytes, "content_removed", landed.removed()));
      note(
          patience,
          () ->
              deliveries.accepted(
                  source(key, head),
                  items,
                  bytes,
                  landed.removed(),
                  landed.mayBeContent(),
                  decoded.export().service().map(Service::toString).orElse(head.userAgent())));
    }
    if (decoded.rejected() > 0) {
      count(head, Map.of("items_rejected", decoded.rejected()));
    }
    if (decoded.rejected() > 0 || decoded.isIncomplete()) {
      note(patience, () -> deliveries.refused(source(key, head), 200, decoded.remark()));
    }
  }

  private void tellOf(SentTimes times, Verifier key, RequestHead head, Patience patience) {
    if (!times.remark().isEmpty()) {
      note(patience, () -> deliveries.remarked(source(key, head), times.tooOld(), times.remark()));
    }
    if (times.tooOld() > 0) {
      count(head, Map.of("items_too_old", times.tooOld()));
    }
  }

  private void count(RequestHead head, Map<String, Integer> counts) {
    counters.add(Map.of("signal", head.signal().toString()), counts);
  }

  private static Reply failed(RequestHead head, Throwable e) {
    log.error("an export was refused for a fault of ours", e);
    return refused(head, 500, FAULT);
  }

  private static Encoding encoding(RequestHead head) {
    return Encoding.ofContentType(head.contentType())
        .orElseThrow(
            () ->
                new OtlpException(
                    Reason.UNSUPPORTED,
                    "the Content-Type has to be application/x-protobuf or application/json; set the"
                        + " exporter's protocol to http/protobuf or http/json"));
  }

  private static ContentCoding coding(RequestHead head) {
    return ContentCoding.ofHeader(head.contentEncoding())
        .orElseThrow(
            () ->
                new OtlpException(
                    Reason.UNSUPPORTED,
                    "the Content-Encoding has to be gzip, zstd, deflate or identity; set the"
                        + " exporter's compression to gzip or none"));
  }

  private static Deliveries.Source source(Verifier key, RequestHead head) {
    return new Deliveries.Source(key.org(), key.id(), head.signal());
  }

  private Reply tooMuch(Verifier key, RequestHead head, Patience patience, Duration wait) {
    String why = "the API key has sent more than its limit for a minute; send the same again later";
    note(patience, () -> deliveries.refused(source(key, head), 429, why));
    return Reply.tooMany(replyEncoding(head), why, wait);
  }

  private Reply refused(Verifier key, RequestHead head, Patience patience, int status, String why) {
    note(patience, () -> deliveries.refused(source(key, head), status, why));
    return refused(head, status, why);
  }

  /** A heartbeat is worth waiting for, but not worth a reply. */
  private void note(Patience patience, Runnable heartbeat) {
    try {
      patience.await(
          () -> {
            heartbeat.run();
            return true;
          });
    } catch (StoreUnavailableException e) {
      outages.report("a heartbeat was given up", e);
    }
  }

  private static Reply refused(RequestHead head, int status, String why) {
    return Reply.refused(status, replyEncoding(head), why);
  }

  private Reply unavailable(RequestHead head, String why) {
    return Reply.unavailable(replyEncoding(head), why, retryAfter);
  }

  private static Encoding replyEncoding(RequestHead head) {
    return Encoding.ofContentType(head.contentType()).orElse(Encoding.JSON);
  }
}
