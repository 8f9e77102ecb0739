package dev.millrace.keys;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
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
    @Nullable Instant revokedAt) {}
