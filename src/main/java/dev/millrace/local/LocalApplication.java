package dev.millrace.local;

import dev.millrace.usage.ErasureRuns;
import dev.millrace.usage.RollupRuns;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says where everything is once the local server listens, and waits for the end. */
final class LocalApplication implements QuarkusApplication {

  private final HttpServer server;
  private final String host;
  private final Path data;
  private final OwnerKey ownerKey;
  private final RollupRuns runs;
  private final ErasureRuns erasures;

  LocalApplication(
      HttpServer server,
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = LocalSettings.DATA) Path data,
      OwnerKey ownerKey,
      RollupRuns runs,
      ErasureRuns erasures) {
    this.server = server;
    this.host = host;
    this.data = data;
    this.ownerKey = ownerKey;
    this.runs = runs;
    this.erasures = erasures;
  }

  @Override
  public int run(String... args) throws IOException {
    runs.abandonUnfinished();
    erasures.abandonUnfinished();
    SecretFile file = DataFolder.ownerKey(data);
    Optional<String> token = newToken(file);
    System.out.println(new Banner(url(), data, file.path(), token).text());
    Quarkus.waitForExit();
    return 0;
  }

  /** A missing file is made again: whoever can delete it can read it, and needs a way back in. */
  private Optional<String> newToken(SecretFile file) throws IOException {
    if (file.read().isPresent()) {
      return Optional.empty();
    }
    String token = ownerKey.create();
    file.write(token);
    return Optional.of(token);
  }

  /** A server on every address is shown under the one that works everywhere on this machine. */
  private String url() {
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    return "http://" + (everywhere ? "127.0.0.1" : host) + ":" + server.getPort();
  }
}
