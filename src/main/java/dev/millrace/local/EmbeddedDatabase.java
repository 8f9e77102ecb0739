package dev.millrace.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL of the local server's own: its cluster lies in the data folder and stays between
 * starts, it listens on 127.0.0.1 on a free port, and asks for a password that only the folder's
 * owner can read.
 */
final class EmbeddedDatabase implements AutoCloseable {

  static final String USER = "postgres";

  private static final String DATABASE = "postgres";

  /** Enough to replay the log after a crash; a start without one takes a second. */
  private static final Duration START_WITHIN = Duration.ofSeconds(30);

  private static final int PASSWORD_BYTES = 24;

  private final EmbeddedPostgres postgres;
  private final Postmaster postmaster;
  private final String password;

  private EmbeddedDatabase(EmbeddedPostgres postgres, Postmaster postmaster, String password) {
    this.postgres = postgres;
    this.postmaster = postmaster;
    this.password = password;
  }

  /**
   * Starts PostgreSQL on the folder's cluster, making it the first time. One that a killed server
   * left running is stopped before.
   *
   * @throws CannotStartException if it does not start; then none runs
   */
  static EmbeddedDatabase start(DataFolder folder) {
    Postmaster postmaster = new Postmaster(folder.postgres(), folder.postgresProgram());
    try {
      postmaster.stop();
      discardUnfinished(folder);
      Files.deleteIfExists(folder.postgresLog());
      String password = password(folder);
      return new EmbeddedDatabase(started(folder, password), postmaster, password);
    } catch (IOException | IllegalStateException e) {
      stopAfter(e, postmaster);
      throw new CannotStartException(
          "PostgreSQL did not start in %s: %s says why; as root it needs `unshare -U`, otherwise start Millrace as an ordinary user."
              .formatted(folder.postgres(), folder.postgresLog()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStartException("The start was interrupted.", e);
    }
  }

  private static void stopAfter(Exception failure, Postmaster postmaster) {
    try {
      postmaster.stop();
    } catch (IOException e) {
      failure.addSuppressed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A cluster whose making was cut short is of no use, and nothing was ever stored in it. */
  private static void discardUnfinished(DataFolder folder) throws IOException {
    if (Files.exists(folder.postgresUnfinished())) {
      deleteTree(folder.postgres());
      Files.delete(folder.postgresUnfinished());
    }
  }

  private static void deleteTree(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> paths = Files.walk(tree)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static String password(DataFolder folder) throws IOException {
    boolean made = Files.exists(folder.postgres().resolve("PG_VERSION"));
    if (!made) {
      byte[] random = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(random);
      folder
          .postgresPassword()
          .write(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }
    return folder
        .postgresPassword()
        .read()
        .orElseThrow(
            () ->
                new CannotStartException(
                    "%s is missing: without it %s cannot be opened, so put it back."
                        .formatted(folder.postgresPassword().path(), folder.postgres()),
                    null));
  }

  private static EmbeddedPostgres started(DataFolder folder, String password) throws IOException {
    OwnerOnly.makeFolder(folder.postgresProgram().getParent());
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(folder.postgresProgram().toFile())
            .setDataDirectory(folder.postgres())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(START_WITHIN)
            .setConnectConfig("password", password)
            .setOutputRedirector(Redirect.appendTo(folder.postgresLog().toFile()));
    makeCluster(folder, builder);
    configure(builder);
    return builder.start();
  }

  /** What is set here goes to {@code initdb}, which runs only where there is no cluster yet. */
  private static void makeCluster(DataFolder folder, EmbeddedPostgres.Builder builder)
      throws IOException {
    if (!Files.exists(folder.postgres().resolve("PG_VERSION"))) {
      Files.createFile(folder.postgresUnfinished());
    }
    builder
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("pwfile", folder.postgresPassword().path().toString())
        .setLocaleConfig("locale", "C.UTF-8")
        .setDataDirectoryCustomizer(made -> folder.postgresUnfinished().toFile().delete());
  }

  /** The library is made for tests: it puts speed before durability, which is undone here. */
  private static void configure(EmbeddedPostgres.Builder builder) {
    List.of("fsync", "synchronous_commit", "full_page_writes")
        .forEach(setting -> builder.setServerConfig(setting, "on"));
    builder
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "''")
        .setServerConfig("max_connections", "50");
  }

  /** Makes it the application's database, through the configuration. */
  void publish() {
    System.setProperty(LocalSettings.DATABASE_URL, url());
    System.setProperty(LocalSettings.DATABASE_USER, USER);
    System.setProperty(LocalSettings.DATABASE_PASSWORD, password);
  }

  /** The address in the form that the reactive client takes; JDBC puts its prefix before it. */
  String url() {
    return "postgresql://127.0.0.1:" + postgres.getPort() + "/" + DATABASE;
  }

  String password() {
    return password;
  }

  /** Stops PostgreSQL and returns when it is gone. */
  @Override
  public void close() throws IOException, InterruptedException {
    postgres.close();
    postmaster.stop();
  }
}
