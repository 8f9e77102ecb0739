package dev.millrace.landing;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.Signal;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.Export;
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
   * @throws dev.millrace.store.StoreUnavailableException if it could not be written; then it may be
   *     sent again
   */
  public Landed land(
      OrgId org, KeyId key, LocalDate received, Encoding encoding, Body body, Export export) {
    Redaction.Redacted redacted = redaction.redact(export);
    RawObject object =
        new RawObject(
            org, export.signal(), received, hash(org, export.signal(), body.content()), key);
    boolean asSent = encoding == Encoding.PROTOBUF && redacted.removed() == 0;
    byte[] bytes = asSent ? asSent(body) : gzip(redacted.export().message().toByteArray());
    boolean isNew = store.create(object.key(), bytes);
    return new Landed(object, isNew, bytes.length, redacted.removed());
  }

  private static byte[] asSent(Body body) {
    return body.coding() == ContentCoding.GZIP ? body.sent() : gzip(body.content());
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
