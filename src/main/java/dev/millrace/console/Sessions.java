package dev.millrace.console;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sessions as signed texts that the browser keeps, so that nothing is kept here: {@code <base64url
 * of key, organisation, member, start and number>.<signature>}.
 */
@ApplicationScoped
class Sessions {

  static final Duration LENGTH = Duration.ofHours(12);

  private static final String SEPARATOR = "\n";
  private static final int PARTS = 5;

  private final Optional<SessionSecret> secret;
  private final Clock clock;

  @Inject
  Sessions(ConsoleConfig config, Clock clock) {
    this(config.sessionSecret(), clock);
  }

  Sessions(Optional<SessionSecret> secret, Clock clock) {
    this.secret = secret;
    this.clock = clock;
  }

  /** Whether there is a secret to sign with; otherwise there are no sessions. */
  boolean possible() {
    return secret.isPresent();
  }

  /**
   * Begins a session.
   *
   * @return what is given to the browser
   */
  String begin(OrgId org, @Nullable KeyId key, @Nullable String member) {
    Instant since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return sealed(new Session(UUID.randomUUID().toString(), org, key, member, since));
  }

  /** The session as it is given to the browser. */
  String sealed(Session session) {
    String content =
        String.join(
            SEPARATOR,
            session.key() == null ? "" : session.key().value(),
            session.org().value(),
            session.member() == null ? "" : session.member(),
            Long.toString(session.since().getEpochSecond()),
            session.id());
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(content.getBytes(StandardCharsets.UTF_8));
    return encoded + "." + signature("session", encoded);
  }

  /** The session that was sealed; empty if the text was not made here or its time is over. */
  Optional<Session> opened(String sealed) {
    int dot = sealed.indexOf('.');
    if (dot < 0 || !possible()) {
      return Optional.empty();
    }
    String encoded = sealed.substring(0, dot);
    return same(signature("session", encoded), sealed.substring(dot + 1))
        ? decoded(encoded).filter(this::lasts)
        : Optional.empty();
  }

  /** What a form of this session carries, and nobody outside it can know. */
  String csrfToken(String sealed) {
    return signature("form", sealed);
  }

  static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private boolean lasts(Session session) {
    return clock.instant().isBefore(session.since().plus(LENGTH));
  }

  /** Empty if an earlier version made it. */
  private static Optional<Session> decoded(String encoded) {
    String content = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
    List<String> parts = List.of(content.split(SEPARATOR, PARTS));
    if (parts.size() != PARTS) {
      return Optional.empty();
    }
    return Optional.of(
        new Session(
            parts.get(4),
            new OrgId(parts.get(1)),
            parts.get(0).isEmpty() ? null : new KeyId(parts.get(0)),
            parts.get(2).isEmpty() ? null : parts.get(2),
            Instant.ofEpochSecond(Long.parseLong(parts.get(3)))));
  }

  /** The purpose is signed too, so that no text is good for another one. */
  private String signature(String purpose, String content) {
    return secret
        .orElseThrow(() -> new IllegalStateException("there is no session secret"))
        .signature(purpose + SEPARATOR + content);
  }
}
