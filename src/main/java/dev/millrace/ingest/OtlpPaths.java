package dev.millrace.ingest;

import dev.millrace.Signal;
import dev.millrace.otlp.Encoding;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells which requests are OTLP's: those under {@code /v1}, and under the base path if there is
 * one, all whose path ends as an exporter's does, and what is nobody's but an exporter's by its
 * kind. A slash at the end and slashes one after another are read as the exporter's user meant
 * them.
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

  /** Where others take JSON, or nobody takes anything. */
  private static final Pattern NO_EXPORTERS =
      Pattern.compile("/(api|v1/organizations|health|q)(/.*)?");

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
      return Optional.of(Target.ANY);
    }
    if (PREFIXED.matcher(tidy).matches()) {
      return Optional.of(target(tidy.substring(tidy.lastIndexOf("/v1/"))));
    }
    if (!base.isEmpty() && tidy.startsWith(base + "/")) {
      return Optional.of(target(tidy.substring(base.length())));
    }
    return PLAIN.matcher(tidy).matches() ? Optional.of(target(tidy)) : Optional.empty();
  }

  /**
   * What the request asks for; empty if it is none of OTLP's. Some exporters send to their endpoint
   * as it stands, as Multitudes' does: what they send is told by its kind, as nothing else here is
   * of that, and its signal by what is in it.
   *
   * @param contentType null if it says none
   */
  Optional<Target> of(String method, String path, @Nullable String contentType) {
    Optional<Target> said = of(path);
    boolean isSaid = said.isPresent() && !tidy(path).equals("/v1");
    return !isSaid && method.equals("POST") && isExport(tidy(path), contentType)
        ? Optional.of(Target.ANY)
        : said;
  }

  Optional<Target> of(HttpServerRequest request) {
    return of(request.method().name(), request.path(), request.getHeader(HttpHeaders.CONTENT_TYPE));
  }

  private static boolean isExport(String tidy, @Nullable String contentType) {
    return Encoding.ofContentType(contentType)
        .filter(type -> type == Encoding.PROTOBUF || !NO_EXPORTERS.matcher(tidy).matches())
        .isPresent();
  }

  /** The path of what is asked for, without a base path. */
  static String pathOf(Target target) {
    return target.signal().map(OtlpPaths::pathOf).orElse("/v1");
  }

  private static String pathOf(Signal signal) {
    return "/v1/" + signal;
  }

  private static Target target(String path) {
    return Arrays.stream(Signal.values())
        .filter(signal -> path.equals(pathOf(signal)))
        .findFirst()
        .map(Target::of)
        .orElse(Target.NONE);
  }

  private static String tidy(String path) {
    String single = ("/" + path).replaceAll("/+", "/");
    return single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
  }

  /**
   * What a path of OTLP's asks for.
   *
   * @param signals which are received there; of several, the body is of one
   */
  record Target(Set<Signal> signals) {

    static final Target NONE = new Target(Set.of());
    static final Target ANY = new Target(Set.of(Signal.values()));

    Target {
      signals = Set.copyOf(signals);
    }

    static Target of(Signal signal) {
      return new Target(Set.of(signal));
    }

    /** Empty if the address does not say it. */
    Optional<Signal> signal() {
      return signals.size() == 1 ? signals.stream().findFirst() : Optional.empty();
    }
  }
}
