package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.millrace.KeyId;
import dev.millrace.keys.ApiKey;
import dev.millrace.keys.KeyKind;
import dev.millrace.keys.KeyOrder;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.people.Member;
import dev.millrace.people.Ownership;
import dev.millrace.people.People;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** API keys of the caller's organisation. */
@Path("/api/keys")
@Blocking
public class KeysResource {

  private final Caller caller;
  private final KeyRegistry keys;
  private final People people;
  private final Ownership ownership;
  private final Clock clock;

  KeysResource(Caller caller, KeyRegistry keys, People people, Ownership ownership, Clock clock) {
    this.caller = caller;
    this.keys = keys;
    this.people = people;
    this.ownership = ownership;
    this.clock = clock;
  }

  @GET
  @Needs(Scope.ADMIN)
  @Operation(summary = "Lists the organisation's keys, revoked and expired ones too")
  public List<KeyView> list() {
    return keys.list(caller.org()).stream().map(key -> view(key, null)).toList();
  }

  @POST
  @Needs(Scope.ADMIN)
  @Operation(summary = "Makes a key; its token is in this answer and nowhere else")
  public Response create(@Nullable NewKey wanted) {
    return made(keys.create(order(wanted)));
  }

  private Response made(KeyRegistry.Issued issued) {
    return Response.created(URI.create("/api/keys/" + issued.key().id()))
        .header("Cache-Control", "no-store")
        .entity(view(issued.key(), issued.token().text()))
        .build();
  }

  @GET
  @Path("{id}")
  @Needs(Scope.ADMIN)
  @Operation(summary = "Shows one key")
  public KeyView show(@PathParam("id") String id) {
    return view(key(id), null);
  }

  @DELETE
  @Path("{id}")
  @Needs(Scope.ADMIN)
  @Operation(summary = "Revokes a key; within a minute nobody lets it in any more")
  public void revoke(@PathParam("id") String id) {
    if (id.equals(caller.key().id().value())) {
      throw new ProblemException(
          409, "this is the key of the request itself; make another and revoke this one with it");
    }
    if (!KeyId.isKeyId(id) || !keys.revoke(caller.org(), new KeyId(id))) {
      throw noSuchKey();
    }
  }

  @POST
  @Path("{id}/rotate")
  @Needs(Scope.ADMIN)
  @Operation(
      summary = "Makes a key in the place of another, which works on for the overlap; shown once")
  public Response rotate(@PathParam("id") String id, @Nullable Rotation rotation) {
    ApiKey old = key(id);
    Duration overlap = (rotation == null ? Rotation.DEFAULT : rotation).overlap();
    String by = caller.key().id().value();
    return keys.rotate(caller.org(), old.id(), overlap, by)
        .map(this::made)
        .orElseThrow(
            () ->
                new ProblemException(409, "a key that has expired or was revoked is not rotated"));
  }

  private ApiKey key(String id) {
    return Optional.of(id)
        .filter(KeyId::isKeyId)
        .flatMap(known -> keys.find(caller.org(), new KeyId(known)))
        .orElseThrow(KeysResource::noSuchKey);
  }

  private static ProblemException noSuchKey() {
    return new ProblemException(404, "the organisation has no key of that id");
  }

  private KeyOrder order(@Nullable NewKey wanted) {
    if (wanted == null) {
      throw new ProblemException(
          400, "the body has to be a JSON object with name, type and scopes");
    }
    String member = personal(wanted.type()) ? member(wanted.member()) : none(wanted.member());
    Set<Scope> scopes = wanted.scopes() == null ? Set.of(Scope.OTEL_WRITE) : wanted.scopes();
    if (scopes.stream().anyMatch(Objects::isNull)) {
      throw new ProblemException(400, "a scope is a text, but was null");
    }
    if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(clock.instant())) {
      throw new ProblemException(400, "expires_at has to be in the future");
    }
    try {
      String name = wanted.name() == null ? "" : wanted.name().strip();
      String createdBy = caller.key().id().value();
      KeyOrder order =
          new KeyOrder(caller.org(), name, member, scopes, wanted.expiresAt(), createdBy);
      ownership.check(order);
      return order;
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, String.valueOf(e.getMessage()));
    }
  }

  private static boolean personal(@Nullable String type) {
    try {
      return type != null && KeyKind.valueOf(type.toUpperCase(Locale.ROOT)) == KeyKind.PERSONAL;
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, "type is organization or personal");
    }
  }

  private String member(@Nullable String email) {
    String wanted = email == null ? "" : Member.address(email);
    return people.members(caller.org()).stream()
        .map(Member::email)
        .filter(wanted::equals)
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    400,
                    "a personal key names in member the e-mail address of one of the organisation's"
                        + " members; put the member at /api/members first"));
  }

  private static @Nullable String none(@Nullable String member) {
    if (member != null) {
      throw new ProblemException(400, "only a key of type personal has a member");
    }
    return null;
  }

  private KeyView view(ApiKey key, @Nullable String token) {
    return new KeyView(
        key.id().value(),
        key.name(),
        key.kind().name().toLowerCase(Locale.ROOT),
        key.member(),
        new TreeSet<>(key.scopes()),
        key.state(clock.instant()).toString(),
        key.createdBy(),
        key.createdAt(),
        key.expiresAt(),
        key.revokedAt(),
        token);
  }

  /**
   * A key that is asked for.
   *
   * @param type {@code organization} (if null) or {@code personal}
   * @param member of a personal key, e-mail address of its owner
   * @param scopes {@code otel:write} if null
   * @param expiresAt never if null
   */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record NewKey(
      @Nullable String name,
      @Nullable String type,
      @Nullable String member,
      @Nullable Set<Scope> scopes,
      @Nullable Instant expiresAt) {}

  /**
   * How a key is rotated.
   *
   * @param overlapHours how long the old key works on, 0 to 720; a day if null
   */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Rotation(@Nullable Integer overlapHours) {

    private static final Rotation DEFAULT = new Rotation(24);
    private static final int MAX_HOURS = 720;

    private Duration overlap() {
      int hours = overlapHours == null ? 24 : overlapHours;
      if (hours < 0 || hours > MAX_HOURS) {
        throw new ProblemException(
            400, "overlap_hours is 0 to " + MAX_HOURS + ", but was " + hours);
      }
      return Duration.ofHours(hours);
    }
  }

  /**
   * A key as the API shows it.
   *
   * @param state {@code active}, {@code expiring} (within two weeks), {@code expired} or {@code
   *     revoked}
   * @param token in the answer to its making only
   */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record KeyView(
      String id,
      String name,
      String type,
      @Nullable String member,
      Set<Scope> scopes,
      String state,
      String createdBy,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt,
      @Nullable String token) {}
}
