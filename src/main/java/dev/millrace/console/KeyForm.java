package dev.millrace.console;

import dev.millrace.keys.KeyOrder;
import dev.millrace.keys.Scope;
import dev.millrace.people.Member;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/**
 * A new key as the form has it.
 *
 * @param type {@code organization} or {@code personal}
 * @param member e-mail address, of a personal key
 * @param scopes names of scopes
 * @param expiry {@code never}, {@code date} or a number of days
 * @param date last day on which it is good, UTC
 */
record KeyForm(
    @RestForm @Nullable String name,
    @RestForm @Nullable String type,
    @RestForm @Nullable String member,
    @RestForm @Nullable List<String> scopes,
    @RestForm @Nullable String expiry,
    @RestForm @Nullable String date) {

  private static final Set<String> DAYS = Set.of("30", "90", "365");

  /** The form as it is before anybody has filled it in. */
  static KeyForm blank() {
    return new KeyForm("", "organization", "", List.of(Scope.OTEL_WRITE.toString()), "never", "");
  }

  /** Whether the key is to be one member's. */
  public boolean personal() {
    return "personal".equals(type);
  }

  boolean has(Scope scope) {
    return scopes != null && scopes.contains(scope.toString());
  }

  /**
   * The order for the key.
   *
   * @throws IllegalArgumentException with what is to be changed
   */
  KeyOrder order(Session session, List<Member> members, Instant now) {
    return new KeyOrder(
        session.org(),
        name == null ? "" : name.strip(),
        personal() ? owner(members) : null,
        wantedScopes(),
        expiresAt(now),
        session.actor());
  }

  private String owner(List<Member> members) {
    return members.stream()
        .map(Member::email)
        .filter(email -> email.equals(member))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("a personal key is for one of the members"));
  }

  private Set<Scope> wantedScopes() {
    return scopes == null
        ? Set.of()
        : scopes.stream().map(Scope::of).collect(Collectors.toUnmodifiableSet());
  }

  /** When the key is to expire; null if never. */
  @Nullable Instant expiresAt(Instant now) {
    if (expiry == null || expiry.equals("never")) {
      return null;
    }
    if (DAYS.contains(expiry)) {
      return now.plus(Duration.ofDays(Long.parseLong(expiry)));
    }
    Instant end = lastDay().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    if (!end.isAfter(now)) {
      throw new IllegalArgumentException("a key expires in the future, but was to on " + date);
    }
    return end;
  }

  private LocalDate lastDay() {
    try {
      return LocalDate.parse(date == null ? "" : date);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("choose the day on which the key expires", e);
    }
  }
}
