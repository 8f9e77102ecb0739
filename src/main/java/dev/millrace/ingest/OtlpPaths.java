package dev.millrace.ingest;

import dev.millrace.Signal;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells which paths are OTLP's: those under {@code /v1}, and under the base path if there is one,
 * and all that end as an exporter's do. A slash at the end and slashes one after another are read
 * as the exporter's user meant them.
 */
@Startup
@ApplicationScoped
class OtlpPaths {

  /** What is under {@code /v1/organizations} is the API's. */
  private static final Pattern PLAIN =
      Pattern.compile("/v1(development)?(/(?!organizations(/|$)).*)?");

  /**
   * Exporters put their path behind an address that has one: of another receiver, or of this one.
   * What it ends with says what is sent without doubt; nothing else here ends so.
   */
  private static final Pattern PREFIXED = Pattern.compile("/.+/v1/(metrics|logs|traces)");

  private static final Pattern BASE = Pattern.compile("(/[0-9A-Za-z._~-]+)*");

  private final String base;

  OtlpPaths(IngestConfig config) {
    this.base = config.basePath().map(OtlpPaths::tidy).orElse("");
    if (!BASE.matcher(base).matches()) {
      throw new ConfigurationException(
          "millrace.ingest.base-path has to be a path such as /ai/otel, but is " + base);
    }
  }

  /** What the path asks for; empty if it is none of OTLP's. */
  Optional<Target> of(String path) {
    String tidy = tidy(path);
    if (!base.isEmpty() && tidy.equals(base)) {
      // So the Multitudes exporter posted metrics before April 2026.
      return Optional.of(new Target(Optional.of(Signal.METRICS)));
    }
    if (PREFIXED.matcher(tidy).matches()) {
      return Optional.of(target(tidy.substring(tidy.lastIndexOf("/v1/"))));
    }
    if (!base.isEmpty() && tidy.startsWith(base + "/")) {
      return Optional.of(target(tidy.substring(base.length())));
    }
    return PLAIN.matcher(tidy).matches() ? Optional.of(target(tidy)) : Optional.empty();
  }

  /** The path of what is asked for, without a base path. */
  static String pathOf(Target target) {
    return target.signal().map(OtlpPaths::pathOf).orElse("/v1");
  }

  private static String pathOf(Signal signal) {
    return "/v1/" + signal;
  }

  private static Target target(String path) {
    return new Target(
        Arrays.stream(Signal.values()).filter(signal -> path.equals(pathOf(signal))).findFirst());
  }

  private static String tidy(String path) {
    String single = ("/" + path).replaceAll("/+", "/");
    return single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
  }

  /**
   * What a path of OTLP's asks for.
   *
   * @param signal empty if no signal is received there
   */
  record Target(Optional<Signal> signal) {}
}
