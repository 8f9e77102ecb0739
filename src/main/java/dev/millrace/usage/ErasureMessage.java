package dev.millrace.usage;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Set;
import java.util.UUID;

/**
 * One erasure as it lies in the queue, in JSON.
 *
 * @param erasure its id in the book
 * @param identities of the person: e-mail address, and what else they are known by
 */
@RegisterForReflection
public record ErasureMessage(UUID erasure, String org, Set<String> identities) {

  public ErasureMessage {
    identities = Set.copyOf(identities);
  }

  public static ErasureMessage of(ErasureRun run, Set<String> identities) {
    return new ErasureMessage(run.id(), run.org().value(), identities);
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "erasure " + erasure + " of " + org;
  }
}
