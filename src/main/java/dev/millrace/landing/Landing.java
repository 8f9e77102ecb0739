package dev.millrace.landing;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.Signal;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.Decoded;
import dev.millrace.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** Writes accepted exports where the rollup finds them. */
@ApplicationScoped
public class Landing {

  private static final int HASH_BYTES = 16;

  private final ObjectStore store;
  private final Redaction redaction;

  Landing(ObjectStore store, LandingConfig config) {
    this.store = store;
    this.redaction = new Redaction(config.content());
  }

  /**
   * Lands an export; when this returns it is durable. The same body again changes nothing.
   *
   * @param received UTC day of arrival
   * @param decoded what the body says
   * @throws dev.millrace.store.StoreUnavailableException if it could not be written; then it may be
   *     sent again
   */
  public Landed land(OrgId org, KeyId key, LocalDate received, Body body, Decoded decoded) {
    Redaction.Redacted redacted = redaction.redact(decoded.export());
    boolean isContent = decoded.isContent() && redacted.removed() == 0;
    boolean asSent = isContent && RawObject.CODINGS.contains(body.coding());
    Signal signal = decoded.export().signal();
    RawObject object =
        new RawObject(
            org,
            signal,
            received,
            hash(org, signal, body.content()),
            key,
            asSent ? body.coding() : ContentCoding.GZIP);
    byte[] content = isContent ? body.content() : redacted.export().message().toByteArray();
    byte[] bytes = asSent ? body.sent() : gzip(content);
    boolean isNew = store.create(object.key(), bytes);
    return new Landed(object, isNew, bytes.length, redacted.removed());
  }

  private static String hash(OrgId org, Signal signal, byte[] content) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update((org + "/" + signal + "/").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha256.digest(content), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return out.toByteArray();
  }

  /**
   * What became of an export.
   *
   * @param isNew false if it had landed before
   * @param bytes as stored
   * @param removed how many values were removed because they held content
   */
  public record Landed(RawObject object, boolean isNew, int bytes, int removed) {}
}
