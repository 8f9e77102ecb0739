package dev.millrace.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which servers are believed to be the database, by both clients. */
class AuthorityTest {

  private static final Vertx VERTX = Vertx.vertx();

  /** It says of itself that it is localhost, and not 127.0.0.1. */
  private static Certificate certificate;

  private static Certificate another;
  private static EmbeddedPostgres server;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    certificate = Certificate.of("dns:localhost", Files.createDirectory(folder.resolve("own")));
    another = Certificate.of("dns:localhost", Files.createDirectory(folder.resolve("other")));
    server =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(Path.of("target", "postgres-program").toFile())
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("unix_socket_directories", "''")
            .setServerConfig("ssl", "on")
            .setServerConfig("ssl_cert_file", "'" + certificate.file() + "'")
            .setServerConfig("ssl_key_file", "'" + certificate.key() + "'")
            .start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void believesTheServerThatItsAuthorityVouchesFor() {
    Authority authority = Authority.of(certificate.file().toString());

    assertThatCode(() -> connect(authority, "localhost")).doesNotThrowAnyException();
    assertThatCode(() -> migrate(authority, "localhost")).doesNotThrowAnyException();
  }

  @Test
  void verifiesWhateverTheAddressSays() {
    Authority authority = Authority.of(another.file().toString());

    assertThatThrownBy(() -> migrate(authority, "localhost", "?sslmode=disable"))
        .isInstanceOf(MigrationException.class);
  }

  @Test
  void refusesServerOfAnotherAuthority() {
    for (Authority authority :
        new Authority[] {Authority.of(another.file().toString()), Authority.of("public")}) {
      assertThatThrownBy(() -> connect(authority, "localhost"))
          .satisfies(e -> assertThat(LostConnection.isBehind(e)).isTrue());
      assertThatThrownBy(() -> migrate(authority, "localhost"))
          .isInstanceOf(MigrationException.class);
    }
  }

  @Test
  void refusesServerOfAnotherName() {
    Authority authority = Authority.of(certificate.file().toString());

    assertThatThrownBy(() -> connect(authority, "127.0.0.1"))
        .hasMessageContaining("SSL handshake failed");
    assertThatThrownBy(() -> migrate(authority, "127.0.0.1"))
        .isInstanceOf(MigrationException.class);
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> Authority.of("/none/rds-ca.pem"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "millrace.database.ca must be public or name a file of certificates that can be read,"
                + " but is /none/rds-ca.pem; for RDS, infra/fetch-rds-ca gets them before packaging");
  }

  private static void connect(Authority authority, String host) throws Exception {
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(host)
            .setPort(server.getPort())
            .setDatabase("postgres")
            .setUser("postgres")
            .setPassword("none");
    authority.vouchFor(options);
    PgConnection.connect(VERTX, options)
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS)
        .close();
  }

  private static void migrate(Authority authority, String host) {
    migrate(authority, host, "");
  }

  private static void migrate(Authority authority, String host, String parameters) {
    String url = "jdbc:postgresql://" + host + ":" + server.getPort() + "/postgres" + parameters;
    new Migrations(authority.vouchFor(url), "postgres", "none").run();
  }
}
