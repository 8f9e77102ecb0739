package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.database.Migrations;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the local server makes of its configuration before anything is started. */
class LocalSettingsTest {

  @Test
  void bringsItsOwnDatabaseUnlessOneIsNamed() {
    assertThat(settings(Map.of()).hasDatabase()).isFalse();
    assertThat(settings(Map.of(LocalSettings.DATABASE_URL, "postgresql://db/x")).hasDatabase())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql://db:5432/x", "vertx-reactive:postgresql://db:5432/x"})
  void migratesDatabaseThatApplicationUses(String url) {
    LocalSettings settings =
        settings(
            Map.of(
                LocalSettings.DATABASE_URL,
                url,
                LocalSettings.DATABASE_USER,
                "ada",
                LocalSettings.DATABASE_PASSWORD,
                "secret"));

    assertThat(Migrations.of(settings.config()))
        .isEqualTo(new Migrations("jdbc:postgresql://db:5432/x", "ada", "secret"))
        .hasToString("Migrations[jdbc:postgresql://db:5432/x, ada]");
  }

  @Test
  void refusesTakenPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(listening("127.0.0.1", taken.getLocalPort())::requireFreePort)
          .isInstanceOf(CannotStartException.class)
          .hasMessageStartingWith("Cannot listen on 127.0.0.1:%d (", taken.getLocalPort())
          .hasMessageEndingWith(
              "): free the port, or name another one in MILLRACE_PORT or the address in MILLRACE_HOST.");
    }
  }

  @Test
  void refusesAddressThatNobodyKnows() {
    assertThatThrownBy(listening("no-such-host.invalid", 0)::requireFreePort)
        .isInstanceOf(CannotStartException.class)
        .hasMessageStartingWith("Cannot listen on no-such-host.invalid:0 (");
  }

  @Test
  void takesAnyFreePort() {
    assertThatNoException().isThrownBy(listening("127.0.0.1", 0)::requireFreePort);
  }

  private static LocalSettings listening(String host, int port) {
    return settings(Map.of("quarkus.http.host", host, "quarkus.http.port", Integer.toString(port)));
  }

  private static LocalSettings settings(Map<String, String> values) {
    return new LocalSettings(
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(values, "test", 100))
            .build());
  }
}
