package dev.millrace.keys;

import dev.millrace.OrgId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.State;

/** The check of a key that was looked up before, and the digest that none can do without. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
public class KeyCheckBench {

  private final Token token = Token.generate(KeyKind.ORGANIZATION, new SecureRandom());
  private final Token forged = new Token(token.kind(), token.id(), "0".repeat(43));
  private final String good = "Bearer " + token.text();
  private final String bad = "Bearer " + forged.text();
  private final KeyCheck check = check();

  @Benchmark
  public Object digest() throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(new byte[43]);
  }

  @Benchmark
  public KeyVerdict accepted() {
    return check.check(good);
  }

  @Benchmark
  public KeyVerdict refused() {
    return check.check(bad);
  }

  private KeyCheck check() {
    Verifier verifier =
        new Verifier(
            token.id(),
            new OrgId("bench"),
            KeyKind.ORGANIZATION,
            null,
            Set.of(Scope.OTEL_WRITE),
            token.secretSha256(),
            null,
            null);
    Clock clock = Clock.systemUTC();
    return new KeyCheck(new CachedKeys(id -> Optional.of(verifier), clock, new Hour()), clock);
  }

  private record Hour() implements KeysConfig.Cache {

    @Override
    public Duration hit() {
      return Duration.ofHours(1);
    }

    @Override
    public Duration miss() {
      return hit();
    }

    @Override
    public Duration stale() {
      return hit();
    }
  }
}
