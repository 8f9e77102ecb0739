package dev.millrace.keys;

import dev.millrace.OrgId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that somebody wants.
 *
 * @param name 1 to 100 characters
 * @param member e-mail address of the member a personal key is for, in lower case; null for an
 *     organisation's key
 * @param scopes at least one
 * @param expiresAt null for never
 * @param createdBy see {@link ApiKey}
 */
public record KeyOrder(
    OrgId org,
    String name,
    @Nullable String member,
    Set<Scope> scopes,
    @Nullable Instant expiresAt,
    String createdBy) {

  private static final int MAX_NAME = 100;

  public KeyOrder {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException("a key's name is 1 to " + MAX_NAME + " characters");
    }
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("a key has at least one scope");
    }
    scopes = Set.copyOf(scopes);
  }

  KeyKind kind() {
    return member == null ? KeyKind.ORGANIZATION : KeyKind.PERSONAL;
  }
}
