package dev.millrace.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of the local server's own: its cluster lies in the data folder and stays between
 * starts, it listens on 127.0.0.1, and asks for a password that only the folder's owner can read.
 */
final class EmbeddedDatabase implements AutoCloseable {

  static final String USER = "postgres";

  private static final String DATABASE = "postgres";

  /** Enough to replay the log after a crash; a start without one takes a second. */
  private static final Duration START_WITHIN = Duration.ofSeconds(30);

  private static final int PASSWORD_BYTES = 24;

  /** Lower than those of outgoing connections, which may take one before PostgreSQL does. */
  private static final int LOWEST_PORT = 20_000;

  private static final int HIGHEST_PORT = 32_000;

  private final DataFolder folder;
  private final int port;
  private final Postmaster postmaster;
  private @Nullable EmbeddedPostgres postgres;

  /** Does nothing yet. */
  EmbeddedDatabase(DataFolder folder, int port) {
    this.folder = folder;
    this.port = port;
    this.postmaster = new Postmaster(folder.postgres(), folder.postgresProgram());
  }

  /** One whose port nobody listens on. */
  static EmbeddedDatabase onFreePort(DataFolder folder) {
    int port =
        new SecureRandom()
            .ints(LOWEST_PORT, HIGHEST_PORT)
            .filter(candidate -> !isTaken(candidate))
            .findFirst()
            .orElseThrow();
    return new EmbeddedDatabase(folder, port);
  }

  /**
   * Starts PostgreSQL on the folder's cluster, making it the first time. One that a killed server
   * left running is stopped before.
   *
   * @throws CannotStartException if it does not start; then none runs
   */
  void start() {
    try {
      postmaster.stop();
      discardUnfinished();
      Files.deleteIfExists(folder.postgresLog());
      postgres = started();
    } catch (IOException | IllegalStateException e) {
      stopAfter(e);
      throw new CannotStartException(
          "PostgreSQL did not start in %s: %s says why; as root it needs `unshare -U`, otherwise start Millrace as an ordinary user."
              .formatted(folder.postgres(), folder.postgresLog()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStartException("The start was interrupted.", e);
    }
  }

  private void stopAfter(Exception failure) {
    try {
      postmaster.stop();
    } catch (IOException e) {
      failure.addSuppressed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A cluster whose making was cut short is of no use, and nothing was ever stored in it. */
  private void discardUnfinished() throws IOException {
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

  /** Made before the cluster, which then knows no other. */
  String password() {
    SecretFile file = folder.postgresPassword();
    try {
      if (file.read().isEmpty() && !hasCluster()) {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        file.write(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
      }
      return file.read()
          .orElseThrow(
              () ->
                  new CannotStartException(
                      "%s is missing: without it %s cannot be opened, so put it back."
                          .formatted(file.path(), folder.postgres()),
                      null));
    } catch (IOException e) {
      throw new CannotStartException(
          "%s can be neither read nor made: %s".formatted(file.path(), e.getMessage()), e);
    }
  }

  private boolean hasCluster() {
    return Files.exists(folder.postgres().resolve("PG_VERSION"))
        && !Files.exists(folder.postgresUnfinished());
  }

  private EmbeddedPostgres started() throws IOException {
    // The library opens the folder that it is given to everybody.
    OwnerOnly.makeFolder(folder.postgresProgram());
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(folder.postgresProgram().resolve("unpacked").toFile())
            .setDataDirectory(folder.postgres())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(START_WITHIN)
            .setConnectConfig("password", password())
            .setPort(port)
            .setOutputRedirector(Redirect.appendTo(folder.postgresLog().toFile()));
    makeCluster(builder);
    configure(builder);
    return builder.start();
  }

  /** What is set here goes to {@code initdb}, which runs only where there is no cluster yet. */
  private void makeCluster(EmbeddedPostgres.Builder builder) throws IOException {
    if (!hasCluster()) {
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
        // Its log holds people who were erased: segments go instead of being used again unwiped.
        .setServerConfig("wal_recycle", "off")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "''")
        .setServerConfig("max_connections", "50");
  }

  /** Makes it the application's database, through the configuration. */
  void publish() {
    System.setProperty(LocalSettings.DATABASE_URL, url());
    System.setProperty(LocalSettings.DATABASE_USER, USER);
    System.setProperty(LocalSettings.DATABASE_PASSWORD, password());
    // It comes up a moment after the application: whoever asks for it by then waits.
    System.setProperty(LocalSettings.RECONNECT_ATTEMPTS, "100");
    System.setProperty(LocalSettings.RECONNECT_INTERVAL, "200ms");
    System.setProperty(LocalSettings.OWN_DATABASE_PORT, Integer.toString(port));
  }

  /** The address in the form that the reactive client takes; JDBC puts its prefix before it. */
  String url() {
    return "postgresql://127.0.0.1:" + port + "/" + DATABASE;
  }

  /** Stops PostgreSQL, whoever in this process has started it, and returns when it is gone. */
  @Override
  public void close() throws IOException, InterruptedException {
    if (postgres != null) {
      postgres.close();
    }
    postmaster.stop();
  }

  private static boolean isTaken(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
