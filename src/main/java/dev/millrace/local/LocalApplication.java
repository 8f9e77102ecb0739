package dev.millrace.local;

import dev.millrace.database.DatabaseReady;
import dev.millrace.database.Migrations;
import dev.millrace.people.People;
import dev.millrace.usage.ErasureRuns;
import dev.millrace.usage.RollupRuns;
import dev.millrace.usage.UsageRestoration;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Starts what the application does without while it takes exports in, says where everything is, and
 * waits for the end.
 */
final class LocalApplication implements QuarkusApplication {

  private final HttpServer server;
  private final Config config;
  private final OwnerKey ownerKey;
  private final OwnerKeyReadiness readiness;
  private final RollupRuns runs;
  private final ErasureRuns erasures;
  private final People people;
  private final UsageRestoration usage;
  private final Event<DatabaseReady> ready;

  LocalApplication(
      HttpServer server,
      Config config,
      OwnerKey ownerKey,
      OwnerKeyReadiness readiness,
      RollupRuns runs,
      ErasureRuns erasures,
      People people,
      UsageRestoration usage,
      Event<DatabaseReady> ready) {
    this.server = server;
    this.config = config;
    this.ownerKey = ownerKey;
    this.readiness = readiness;
    this.runs = runs;
    this.erasures = erasures;
    this.people = people;
    this.usage = usage;
    this.ready = ready;
  }

  @Override
  public int run(String... args) throws IOException {
    DataFolder folder = new DataFolder(new LocalSettings(config).data());
    config
        .getOptionalValue(LocalSettings.OWN_DATABASE_PORT, Integer.class)
        .ifPresent(port -> new EmbeddedDatabase(folder, port).start());
    Migrations.of(config).run();
    Instant started = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    runs.abandonUnfinished(started);
    erasures.abandonUnfinished(started);
    SecretFile file = folder.ownerKey();
    Optional<String> token = newToken(file);
    readiness.written();
    people.organisations().forEach(usage::restore);
    ready.fire(new DatabaseReady());
    System.out.println(new Banner(url(), folder.root(), file.path(), token).text());
    Quarkus.waitForExit();
    return 0;
  }

  /**
   * A missing file is made again: whoever can delete it can read it, and needs a way back in. So is
   * that of a database which is gone: the new one knows nobody.
   */
  private Optional<String> newToken(SecretFile file) throws IOException {
    if (file.read().isPresent() && ownerKey.isOnRecord()) {
      return Optional.empty();
    }
    String token = ownerKey.create();
    file.write(token);
    return Optional.of(token);
  }

  /** A server on every address is shown under the one that works everywhere on this machine. */
  private String url() {
    String host = config.getValue("quarkus.http.host", String.class);
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    return "http://" + (everywhere ? "127.0.0.1" : host) + ":" + server.getPort();
  }
}
