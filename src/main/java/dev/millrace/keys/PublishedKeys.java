package dev.millrace.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The verifiers in the object store, one object {@code keys/<key id>.json} a key. */
@ApplicationScoped
public class PublishedKeys implements KeyDirectory {

  private final ObjectStore store;
  private final ObjectMapper json;

  public PublishedKeys(ObjectStore store, ObjectMapper json) {
    this.store = store;
    this.json = json;
  }

  @Override
  public Optional<Verifier> find(KeyId id) {
    return store.get(objectKey(id)).map(bytes -> read(id, bytes));
  }

  /** Whether what is published is this verifier; a damaged object is not. */
  boolean holds(Verifier verifier) {
    byte[] wanted = written(verifier);
    return store
        .get(objectKey(verifier.id()))
        .filter(bytes -> Arrays.equals(bytes, wanted))
        .isPresent();
  }

  /** Publishes the verifier, replacing an earlier one of the key. */
  public void publish(Verifier verifier) {
    store.put(objectKey(verifier.id()), written(verifier));
  }

  /** Takes the verifier of a key away that is no more. */
  public void withdraw(KeyId id) {
    store.delete(objectKey(id));
  }

  private static String objectKey(KeyId id) {
    return "keys/" + id + ".json";
  }

  private byte[] written(Verifier verifier) {
    try {
      return json.writeValueAsBytes(Document.of(verifier));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a verifier is always writable", e);
    }
  }

  /**
   * An object that cannot be read says nothing of the key: the sender must not be told that it is
   * bad.
   */
  private Verifier read(KeyId id, byte[] bytes) {
    try {
      return json.readValue(bytes, Document.class).verifier();
    } catch (IOException | RuntimeException e) {
      throw new StoreUnavailableException("cannot understand " + objectKey(id), e);
    }
  }

  /** A verifier as JSON. */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Document(
      int version,
      String keyId,
      String org,
      KeyKind kind,
      @Nullable String owner,
      List<Scope> scopes,
      String secretSha256,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt) {

    private static final int VERSION = 1;

    static Document of(Verifier verifier) {
      return new Document(
          VERSION,
          verifier.id().value(),
          verifier.org().value(),
          verifier.kind(),
          verifier.owner(),
          verifier.scopes().stream().sorted().toList(),
          verifier.secretSha256(),
          verifier.expiresAt(),
          verifier.revokedAt());
    }

    Verifier verifier() {
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "a verifier of version " + VERSION + " is expected, but was " + version);
      }
      return new Verifier(
          new KeyId(keyId),
          new OrgId(org),
          kind,
          owner,
          Set.copyOf(scopes),
          secretSha256,
          expiresAt,
          revokedAt);
    }
  }
}
