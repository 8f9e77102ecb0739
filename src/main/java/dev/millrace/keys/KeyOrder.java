package dev.millrace.keys;

import dev.millrace.OrgId;
import dev.millrace.PlainText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that somebody wants.
 *
 * @param name 1 to 100 characters of plain text
 * @param member e-mail address of the member a personal key is for, in lower case; null for an
 *     organisation's key
 * @param scopes at least one
 * @param expiresAt null for never; kept to the microsecond, as PostgreSQL does
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

  /** What every reader of the date understands. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  public KeyOrder {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "a key's name is 1 to " + MAX_NAME + " characters, but was " + name.length());
    }
    if (!PlainText.isPlain(name)) {
      throw new IllegalArgumentException(
          "a key's name has no control characters and no broken ones");
    }
    if (expiresAt != null && expiresAt.isAfter(LAST)) {
      throw new IllegalArgumentException("a key expires by " + LAST + " or never");
    }
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("a key has at least one scope");
    }
    scopes = Set.copyOf(scopes);
    expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** A key that may do everything in the organisation, as its operator makes the first one. */
  public static KeyOrder owner(OrgId org) {
    return new KeyOrder(org, "owner", null, Set.of(Scope.values()), null, "operator");
  }

  KeyKind kind() {
    return member == null ? KeyKind.ORGANIZATION : KeyKind.PERSONAL;
  }
}
