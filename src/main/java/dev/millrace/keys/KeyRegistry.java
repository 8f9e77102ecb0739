package dev.millrace.keys;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.database.Database;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The record of all keys, in PostgreSQL; every change is published once it is committed.
 *
 * <p>If publishing fails the change is kept and the caller is told by a {@link
 * dev.millrace.store.StoreUnavailableException}; the same call again, or {@link #publishAll()},
 * brings the published copy up to date.
 */
@ApplicationScoped
public class KeyRegistry {

  private final Database database;
  private final Rows rows;
  private final PublishedKeys published;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  KeyRegistry(Database database, Rows rows, PublishedKeys published, Clock clock) {
    this.database = database;
    this.rows = rows;
    this.published = published;
    this.clock = clock;
  }

  /**
   * Makes a key.
   *
   * @return its token, which nobody can read again
   */
  public Issued create(KeyOrder order) {
    Token token = Token.generate(order.kind(), random);
    ApiKeyEntity row = row(order, token);
    database.inTransaction(() -> rows.persist(row));
    publishAsRecorded(token.id());
    return new Issued(apiKey(row), token);
  }

  /** The organisation's keys, revoked and expired ones too, oldest first. */
  public List<ApiKey> list(OrgId org) {
    return database
        .inTransaction(() -> rows.list("org = ?1 order by createdAt, id", org.value()))
        .stream()
        .map(KeyRegistry::apiKey)
        .toList();
  }

  /** One key; empty if the organisation has no such key. */
  public Optional<ApiKey> find(OrgId org, KeyId id) {
    return database.inTransaction(() -> rows.ofOrg(org, id)).stream()
        .map(KeyRegistry::apiKey)
        .findFirst();
  }

  /**
   * Revokes a key; a revoked one stays as it is.
   *
   * @return whether the organisation has such a key
   */
  public boolean revoke(OrgId org, KeyId id) {
    List<ApiKeyEntity> revoked =
        database.inTransaction(
            () -> rows.ofOrg(org, id).invoke(found -> found.forEach(this::revoke)));
    revoked.forEach(row -> published.publish(verifier(row)));
    return !revoked.isEmpty();
  }

  /**
   * Makes a key that takes the place of another: of the same name, kind, member and scopes, for as
   * long as that one was made for. Until the overlap is over both are good.
   *
   * @param overlap how long the old key works on, unless it expires sooner
   * @return the new key; empty if the organisation has no such key that is good
   */
  public Optional<Issued> rotate(OrgId org, KeyId id, Duration overlap, String by) {
    Instant now = now();
    Optional<Issued> issued =
        database.inTransaction(
            () ->
                rows.ofOrg(org, id)
                    .map(
                        found ->
                            found.stream()
                                .filter(row -> apiKey(row).state(now).isLive())
                                .findFirst())
                    .chain(live -> replace(live, now.plus(overlap), by)));
    if (issued.isPresent()) {
      publishAsRecorded(issued.get().key().id());
      publishAsRecorded(id);
    }
    return issued;
  }

  private Uni<Optional<Issued>> replace(Optional<ApiKeyEntity> old, Instant end, String by) {
    if (old.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    ApiKeyEntity row = old.get();
    KeyOrder order = apiKey(row).successor(by, now());
    Token token = Token.generate(order.kind(), random);
    if (row.expiresAt == null || end.isBefore(row.expiresAt)) {
      row.expiresAt = end;
    }
    return rows.persist(row(order, token))
        .map(made -> Optional.of(new Issued(apiKey(made), token)));
  }

  /** Revokes the personal keys of a member. */
  public void revokeAllOf(OrgId org, String member) {
    List<ApiKeyEntity> revoked =
        database.inTransaction(
            () ->
                rows.list("org = ?1 and member = ?2", org.value(), member)
                    .invoke(found -> found.forEach(this::revoke)));
    revoked.forEach(row -> published.publish(verifier(row)));
  }

  /**
   * Publishes every key whose published copy is missing or differs: an earlier publication failed.
   */
  public void publishAll() {
    for (ApiKeyEntity row : database.inTransaction(() -> rows.listAll())) {
      Verifier verifier = verifier(row);
      if (!published.holds(verifier)) {
        publishAsRecorded(verifier.id());
      }
    }
  }

  /**
   * As it is by now, and once more if that changes meanwhile: a key that was revoked since it was
   * listed must not be let in again.
   */
  private void publishAsRecorded(KeyId id) {
    Optional<Verifier> recorded = recorded(id);
    recorded.ifPresent(published::publish);
    if (!recorded(id).equals(recorded)) {
      publishAsRecorded(id);
    }
  }

  private Optional<Verifier> recorded(KeyId id) {
    return database.inTransaction(() -> rows.list("id", id.value())).stream()
        .map(KeyRegistry::verifier)
        .findFirst();
  }

  private void revoke(ApiKeyEntity row) {
    if (row.revokedAt == null) {
      row.revokedAt = now();
    }
  }

  /** As exactly as PostgreSQL keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private ApiKeyEntity row(KeyOrder order, Token token) {
    ApiKeyEntity row = new ApiKeyEntity();
    row.id = token.id().value();
    row.org = order.org().value();
    row.name = order.name();
    row.kind = order.kind();
    row.member = order.member();
    row.scopes =
        order.scopes().stream().sorted().map(Scope::toString).collect(Collectors.joining(" "));
    row.secretSha256 = token.secretSha256();
    row.createdBy = order.createdBy();
    row.createdAt = now();
    row.expiresAt = order.expiresAt();
    return row;
  }

  private static Verifier verifier(ApiKeyEntity row) {
    return new Verifier(
        new KeyId(row.id),
        new OrgId(row.org),
        row.kind,
        row.member,
        scopes(row),
        row.secretSha256,
        row.expiresAt,
        row.revokedAt);
  }

  private static ApiKey apiKey(ApiKeyEntity row) {
    return new ApiKey(
        new KeyId(row.id),
        new OrgId(row.org),
        row.name,
        row.kind,
        row.member,
        scopes(row),
        row.createdBy,
        row.createdAt,
        row.expiresAt,
        row.revokedAt);
  }

  private static Set<Scope> scopes(ApiKeyEntity row) {
    return Arrays.stream(row.scopes.split(" "))
        .map(Scope::of)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A new key and its token. */
  public record Issued(ApiKey key, Token token) {}

  /** The table of keys. */
  @ApplicationScoped
  static class Rows implements PanacheRepositoryBase<ApiKeyEntity, String> {

    /** At most one. */
    Uni<List<ApiKeyEntity>> ofOrg(OrgId org, KeyId id) {
      return list("org = ?1 and id = ?2", org.value(), id.value());
    }
  }
}
