package dev.millrace.console;

import dev.millrace.keys.ApiKey;
import dev.millrace.keys.KeyKind;
import dev.millrace.keys.KeyState;
import dev.millrace.keys.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key in the list of keys.
 *
 * @param creator who made it, in words
 * @param lastUsed when an export last came with it; null if none ever did
 * @param quietAfter how long after its last export it counts as quiet
 */
record KeyRow(
    ApiKey key,
    String creator,
    @Nullable Instant lastUsed,
    Duration quietAfter,
    boolean own,
    Instant now) {

  public String prefix() {
    return (key.kind() == KeyKind.PERSONAL ? "mrp_" : "mro_") + key.id();
  }

  public String type() {
    return typeOf(key.kind());
  }

  public List<String> scopes() {
    return key.scopes().stream().sorted().map(KeyRow::nameOf).toList();
  }

  public boolean live() {
    return key.state(now).isLive();
  }

  public Moment made() {
    return new Moment(key.createdAt(), now);
  }

  public @Nullable Moment used() {
    return lastUsed == null ? null : new Moment(lastUsed, now);
  }

  public @Nullable Moment expiry() {
    Instant expiresAt = key.expiresAt();
    return expiresAt == null ? null : new Moment(expiresAt, now);
  }

  /** One word for how it stands. */
  public String state() {
    return key.state(now) == KeyState.ACTIVE && quiet() ? "quiet" : key.state(now).toString();
  }

  /** The colour of that word, a class of console.css. */
  public String tone() {
    return switch (key.state(now)) {
      case ACTIVE -> quiet() ? "warn" : "good";
      case EXPIRING -> "warn";
      case EXPIRED, REVOKED -> "";
    };
  }

  boolean quiet() {
    return lastUsed != null && lastUsed.plus(quietAfter).isBefore(now);
  }

  static String typeOf(KeyKind kind) {
    return switch (kind) {
      case ORGANIZATION -> "Organization";
      case PERSONAL -> "Personal";
    };
  }

  static String nameOf(Scope scope) {
    return switch (scope) {
      case OTEL_WRITE -> "Open Telemetry: Write";
      case USAGE_READ -> "Usage: Read";
      case ADMIN -> "Admin";
    };
  }
}
