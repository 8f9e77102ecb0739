package dev.millrace.landing;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.PersonNames;
import dev.millrace.Signal;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.Decoded;
import dev.millrace.otlp.Export;
import dev.millrace.store.ObjectStore;
import io.airlift.compress.zstd.ZstdOutputStream;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Writes accepted exports where the rollup finds them. */
@ApplicationScoped
public class Landing {

  private static final int HASH_BYTES = 16;

  private final ObjectStore store;
  private final LandingQueue queue;
  private final Redaction redaction;
  private final ContentWatch watch;

  @Inject
  Landing(ObjectStore store, LandingConfig config, LandingQueue queue) {
    this.store = store;
    this.queue = queue;
    Fences fences = new Fences(Set.copyOf(config.allowedKeys().orElse(List.of())));
    this.redaction = new Redaction(config.content(), fences);
    this.watch = new ContentWatch(fences);
  }

  /** Sees in the bytes of a request what landing has to look for. */
  public ContentWatch watch() {
    return watch;
  }

  /** Lands everything as objects. */
  Landing(ObjectStore store, LandingConfig config) {
    this(store, config, LandingQueue.NONE);
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
    Redaction.Redacted redacted = redaction.redact(decoded);
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
    boolean isNew = queue.take(object, bytes) || create(object, bytes);
    return new Landed(object, isNew, bytes.length, redacted.removed(), redacted.mayBeContent());
  }

  private boolean create(RawObject object, byte[] bytes) {
    boolean isNew = store.create(object.key(), bytes);
    if (!isNew && isDamaged(object)) {
      store.put(object.key(), bytes);
    }
    return isNew;
  }

  /**
   * Whether what lies there is not what was acknowledged: the sender's retry repairs it. What is
   * gone by now has been packed.
   */
  private boolean isDamaged(RawObject object) {
    return store
        .get(object.key())
        .filter(there -> !LandedExports.isExport(object, there))
        .isPresent();
  }

  /**
   * Takes a person's records out of a landed export. The object keeps its name, which is that of
   * the body as it was received: were it sent again, it would not land again.
   *
   * @param landed what the object holds
   */
  public Erased erase(RawObject object, Export landed, PersonNames person) {
    Export left = without(landed, person);
    if (left.message().equals(landed.message())) {
      return new Erased(false, 0);
    }
    store.put(object.key(), compressed(object.coding(), left.message().toByteArray()));
    return new Erased(true, landed.items() - left.items());
  }

  /** What is left of an export without a person; equal to it if they are not in it. */
  public static Export without(Export landed, PersonNames person) {
    return new Erasure(person).without(landed);
  }

  /** Empties a landed export; the object stays, so that it does not land again. */
  public void empty(RawObject object) {
    store.put(object.key(), compressed(object.coding(), new byte[0]));
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

  private static byte[] compressed(ContentCoding coding, byte[] bytes) {
    return coding == ContentCoding.ZSTD ? zstd(bytes) : gzip(bytes);
  }

  private static byte[] zstd(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (ZstdOutputStream zstd = new ZstdOutputStream(out)) {
      zstd.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return out.toByteArray();
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
   * What became of a landed export of which somebody was to be erased.
   *
   * @param changed whether they were in it, be it in a resource that others' records are under
   * @param records how many were taken out
   */
  public record Erased(boolean changed, int records) {}

  /**
   * What became of an export.
   *
   * @param isNew false if it is known to have landed before
   * @param bytes as stored
   * @param removed how many values were removed because they held content, or may have
   * @param mayBeContent how many of them only because they may have, by key
   */
  public record Landed(
      RawObject object, boolean isNew, int bytes, int removed, Map<String, Integer> mayBeContent) {

    public Landed {
      mayBeContent = Map.copyOf(mayBeContent);
    }
  }
}
