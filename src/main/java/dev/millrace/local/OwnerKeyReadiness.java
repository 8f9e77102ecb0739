package dev.millrace.local;

import dev.millrace.HttpSide;
import dev.millrace.Readiness;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Remembers that the start has come to its end: from then on there is an owner key in the data
 * folder.
 */
@Singleton
final class OwnerKeyReadiness implements Readiness {

  private volatile boolean there;

  /** The owner key is in its file. */
  void written() {
    there = true;
  }

  @Override
  public String name() {
    return "owner key";
  }

  @Override
  public boolean isNeededBy(HttpSide side) {
    return side != HttpSide.INGEST;
  }

  @Override
  public Optional<String> missing() {
    return there ? Optional.empty() : Optional.of("not written yet: the server is starting");
  }
}
