package dev.millrace.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An API key in the database; the columns are the migration's. */
@Entity
@Table(name = "api_key")
class ApiKeyEntity {

  @Id String id;
  String org;
  String name;

  @Enumerated(EnumType.STRING)
  KeyKind kind;

  @Nullable String member;

  /** Names of the scopes, joined by a space. */
  String scopes;

  @Column(name = "secret_sha256")
  String secretSha256;

  @Column(name = "created_by")
  String createdBy;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  @Nullable Instant expiresAt;

  @Column(name = "revoked_at")
  @Nullable Instant revokedAt;
}
