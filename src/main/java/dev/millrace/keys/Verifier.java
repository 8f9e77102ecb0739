package dev.millrace.keys;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to check a key, as it is published for the functions that have no database.
 *
 * @param owner e-mail address of the person a personal key belongs to; null for an organisation's
 *     key
 * @param secretSha256 SHA-256 of the token's secret, lower-case hex
 * @param expiresAt first moment at which the key is no longer good; null if it never expires
 * @param revokedAt null if it is not revoked
 */
public record Verifier(
    KeyId id,
    OrgId org,
    KeyKind kind,
    @Nullable String owner,
    Set<Scope> scopes,
    String secretSha256,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt) {

  public Verifier {
    if ((kind == KeyKind.PERSONAL) != (owner != null)) {
      throw new IllegalArgumentException("a personal key, and no other, has an owner: " + id);
    }
    scopes = Set.copyOf(scopes);
  }

  /** Whether the key has the scope. */
  public boolean allows(Scope scope) {
    return scopes.contains(scope);
  }

  boolean expired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  boolean revoked() {
    return revokedAt != null;
  }

  /** Compares in constant time. */
  boolean matches(Token token) {
    return kind == token.kind()
        && MessageDigest.isEqual(
            secretSha256.getBytes(StandardCharsets.US_ASCII),
            token.secretSha256().getBytes(StandardCharsets.US_ASCII));
  }
}
