package dev.millrace.keys;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key as its owner sees it; its secret is nowhere in it.
 *
 * @param name what its owner calls it
 * @param member e-mail address of the member a personal key belongs to; null for an organisation's
 *     key
 * @param createdBy e-mail address of an owner, the id of the key that made it, or {@code operator}
 * @param expiresAt first moment at which it is no longer good; null if it never expires
 */
public record ApiKey(
    KeyId id,
    OrgId org,
    String name,
    KeyKind kind,
    @Nullable String member,
    Set<Scope> scopes,
    String createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt) {

  /** Long enough to hand out another key without hurry. */
  private static final Duration NOTICE = Duration.ofDays(14);

  /** How it stands with the key at that time. */
  public KeyState state(Instant now) {
    if (revokedAt != null) {
      return KeyState.REVOKED;
    }
    if (expiresAt == null) {
      return KeyState.ACTIVE;
    }
    if (!now.isBefore(expiresAt)) {
      return KeyState.EXPIRED;
    }
    return now.plus(NOTICE).isBefore(expiresAt) ? KeyState.ACTIVE : KeyState.EXPIRING;
  }

  /** An order for a key that takes this one's place, for as long as this one was made for. */
  KeyOrder successor(String orderedBy, Instant now) {
    Instant until = expiresAt == null ? null : now.plus(Duration.between(createdAt, expiresAt));
    return new KeyOrder(org, name, member, scopes, until, orderedBy);
  }
}
