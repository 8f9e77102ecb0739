package dev.millrace.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A database that takes connections and does not answer, as one that is asleep does. */
@QuarkusTest
@TestProfile(DatabaseLossTest.Silent.class)
class DatabaseLossTest {

  @Inject Database database;

  @Test
  void givesUpOnDatabaseThatDoesNotAnswer() {
    assertThatThrownBy(() -> database.inTransaction(Panache::getSession))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessage("the database is out of reach");
  }

  /** Waits a second only. */
  public static final class Silent implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("millrace.database.connect-within", "1s");
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(SilentServer.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }

  /** Takes connections, says nothing, and hangs up long after every caller has given up. */
  public static final class SilentServer implements QuarkusTestResourceLifecycleManager {

    private static final int HANG_UP_MILLIS = 3_000;

    private final ServerSocket socket;

    public SilentServer() throws IOException {
      socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @Override
    public Map<String, String> start() {
      Thread listening = new Thread(this::listen, "silent-server");
      listening.setDaemon(true);
      listening.start();
      return Map.of(
          "quarkus.datasource.reactive.url",
          "postgresql://127.0.0.1:" + socket.getLocalPort() + "/nobody",
          "quarkus.datasource.username",
          "nobody",
          "quarkus.datasource.password",
          "none");
    }

    /** Until the socket is closed. */
    private void listen() {
      while (!socket.isClosed()) {
        try (Socket connection = socket.accept()) {
          connection.setSoTimeout(HANG_UP_MILLIS);
          connection.getInputStream().readAllBytes();
        } catch (IOException e) {
          Thread.yield();
        }
      }
    }

    @Override
    public void stop() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
