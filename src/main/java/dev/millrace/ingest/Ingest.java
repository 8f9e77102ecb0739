package dev.millrace.ingest;

import dev.millrace.deliveries.Deliveries;
import dev.millrace.keys.KeyCheck;
import dev.millrace.keys.KeyVerdict;
import dev.millrace.keys.Scope;
import dev.millrace.keys.Verifier;
import dev.millrace.landing.Landing;
import dev.millrace.landing.Landing.Landed;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtlpException;
import dev.millrace.otlp.OtlpException.Reason;
import dev.millrace.otlp.OtlpJsonReader;
import dev.millrace.otlp.Reply;
import dev.millrace.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Takes an export request from its headers to its reply. */
@ApplicationScoped
class Ingest {

  private static final Logger log = Logger.getLogger(Ingest.class);
  private static final String FAULT = "the receiver failed on this export";

  private final KeyCheck keys;
  private final Landing landing;
  private final Deliveries deliveries;
  private final Clock clock;
  private final Body.Bounds bounds;
  private final Duration retryAfter;
  private final OtlpJsonReader json = new OtlpJsonReader();

  Ingest(KeyCheck keys, Landing landing, Deliveries deliveries, Clock clock, IngestConfig config) {
    this.keys = keys;
    this.landing = landing;
    this.deliveries = deliveries;
    this.clock = clock;
    this.retryAfter = config.retryAfter();
    this.bounds =
        new Body.Bounds(
            Math.toIntExact(config.maxBody().asLongValue()),
            Math.toIntExact(config.maxContent().asLongValue()));
  }

  /** Lets the export in if its key is good; whatever happens, the sender gets a reply. */
  Reply accept(RequestHead head, InputStream in) {
    try {
      return checked(head, in);
    } catch (RuntimeException e) {
      return failed(head, e);
    }
  }

  private Reply checked(RequestHead head, InputStream in) {
    KeyVerdict verdict = keys.check(head.authorization());
    if (verdict instanceof KeyVerdict.Accepted accepted) {
      return accept(accepted.key(), head, in);
    }
    if (verdict instanceof KeyVerdict.Refused refused) {
      return refused(head, 401, refused.why());
    }
    return unavailable(head, "API keys cannot be checked at the moment; send the same again later");
  }

  private Reply accept(Verifier key, RequestHead head, InputStream in) {
    try {
      if (!key.allows(Scope.OTEL_WRITE)) {
        return refused(key, head, 403, "the API key lacks the scope " + Scope.OTEL_WRITE);
      }
      Encoding encoding = encoding(head);
      Body body = Body.read(in, coding(head), bounds);
      Export export = decoded(head, encoding, body);
      if (export.items() > 0) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Landed landed = landing.land(key.org(), key.id(), today, encoding, body, export);
        deliveries.accepted(
            source(key, head),
            export.items(),
            body.sent().length,
            landed.removed(),
            head.userAgent());
      }
      return Reply.accepted(encoding);
    } catch (OtlpException e) {
      return refused(key, head, e.reason().status(), e.getMessage());
    } catch (StoreUnavailableException e) {
      log.warnf("an export could not be landed: %s", e.getMessage());
      return unavailable(head, "the export could not be stored; send the same again later");
    } catch (IOException e) {
      return unavailable(head, "the body did not arrive whole; send the same again");
    } catch (OutOfMemoryError e) {
      // Mostly another's export has taken it; this one must not be dropped for that.
      log.error("an export found no memory", e);
      return unavailable(head, "the receiver is short of memory; send the same again later");
    } catch (RuntimeException e) {
      Reply reply = failed(head, e);
      deliveries.refused(source(key, head), reply.status(), FAULT);
      return reply;
    }
  }

  private static Reply failed(RequestHead head, RuntimeException e) {
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
                    "the Content-Encoding has to be gzip or identity; set the exporter's compression"
                        + " to gzip or none"));
  }

  private Export decoded(RequestHead head, Encoding encoding, Body body) {
    return switch (encoding) {
      case PROTOBUF -> Export.parse(head.signal(), body.content());
      case JSON -> json.read(head.signal(), body.content());
    };
  }

  private static Deliveries.Source source(Verifier key, RequestHead head) {
    return new Deliveries.Source(key.org(), key.id(), head.signal());
  }

  private Reply refused(Verifier key, RequestHead head, int status, String why) {
    deliveries.refused(source(key, head), status, why);
    return refused(head, status, why);
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
