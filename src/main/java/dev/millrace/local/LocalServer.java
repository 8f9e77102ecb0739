package dev.millrace.local;

import dev.millrace.Cause;
import dev.millrace.database.MigrationException;
import dev.millrace.store.StoreUnavailableException;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * The program behind {@code java -jar}: everything of Millrace on one machine.
 *
 * <p>What can be refused is refused before anything starts, in one sentence and with exit status 1;
 * so is a database that does not start. It does so after the application, which takes exports in
 * without it.
 */
@QuarkusMain
public final class LocalServer {

  /** The application and PostgreSQL each get this long at the end, then the JVM goes anyway. */
  private static final long STOP_SECONDS = 60;

  private final CountDownLatch stopped = new CountDownLatch(1);

  public static void main(String... args) {
    if (List.of(args).equals(List.of(RollupProcess.ARGUMENT))) {
      RollupApplication.main();
      return;
    }
    LocalSettings settings = new LocalSettings(ConfigProvider.getConfig());
    int status = 1;
    try {
      status = new LocalServer().run(settings, args);
    } catch (CannotStartException | MigrationException e) {
      report(e, settings);
    }
    if (status != 0) {
      System.exit(status);
    }
  }

  private static void report(RuntimeException failure, LocalSettings settings) {
    System.err.println("millrace: " + failure.getMessage());
    if (settings.debug()) {
      failure.printStackTrace();
    }
  }

  /** From the first check to the last file closed. */
  private int run(LocalSettings settings, String... args) {
    Thread stopper = new Thread(this::stopAndWait, "millrace-stop");
    Runtime.getRuntime().addShutdownHook(stopper);
    try {
      settings.requireFreePort();
      try (DataFolderLock lock = DataFolderLock.take(settings.data())) {
        DataFolder folder = lock.folder();
        folder.publish();
        publishRollupsApart();
        if (!settings.hasSessionSecret()) {
          new SessionSigning(folder.sessionSecret()).publish();
        }
        return settings.hasDatabase() ? runApplication(args) : runWithOwnDatabase(folder, args);
      }
    } finally {
      stopped.countDown();
    }
  }

  /** What another program runs, as Maven does while Millrace is developed, is not one to start. */
  private static void publishRollupsApart() {
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      System.setProperty(LocalSettings.ROLLUPS_APART, "true");
    }
  }

  private int runWithOwnDatabase(DataFolder folder, String... args) {
    try (EmbeddedDatabase database = EmbeddedDatabase.onFreePort(folder)) {
      database.publish();
      return runApplication(args);
    } catch (IOException e) {
      throw new CannotStartException(
          "PostgreSQL in " + folder.postgres() + " did not stop: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private int runApplication(String... args) {
    AtomicInteger status = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Quarkus.run(
        LocalApplication.class,
        (code, thrown) -> {
          status.set(code);
          failure.set(thrown);
        },
        args);
    Throwable thrown = failure.get();
    if (thrown instanceof CannotStartException || thrown instanceof MigrationException) {
      throw (RuntimeException) thrown;
    }
    if (thrown != null) {
      throw new CannotStartException("Millrace cannot start: " + reason(thrown), thrown);
    }
    return status.get();
  }

  /** What lies at the bottom; frameworks wrap it in their own words. */
  private static String reason(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null && !(cause instanceof StoreUnavailableException)) {
      cause = cause.getCause();
    }
    if (cause instanceof StoreUnavailableException) {
      return Cause.sentence(cause);
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** The JVM ends with its last hook, so this one waits until PostgreSQL is stopped too. */
  private void stopAndWait() {
    try {
      Quarkus.asyncExit();
      if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("millrace: did not stop within " + STOP_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
