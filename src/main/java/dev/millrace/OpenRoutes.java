package dev.millrace;

import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * Which side's routes this process answers: the ingest and the console function are the same
 * program, each with its own side open. A closed route is answered with 404 in the shape of its
 * side.
 */
@ApplicationScoped
public class OpenRoutes {

  private final Set<HttpSide> sides;

  OpenRoutes(Settings settings) {
    this.sides = Set.copyOf(settings.routes());
  }

  public boolean include(HttpSide side) {
    return sides.contains(side);
  }

  /** Settings of the routes. */
  @ConfigMapping(prefix = "millrace.http")
  interface Settings {

    /** The sides that are open. */
    Set<HttpSide> routes();

    /** What a proxy in front adds to each request; where absent, anybody is answered. */
    Optional<String> frontSecret();
  }
}
