package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where the console is behind a proxy that may say who asked: by its configured address alone. That
 * without a proxy is in {@link SetupPageTest}.
 */
@QuarkusTest
@TestProfile(ForeignHostTest.BehindProxy.class)
class ForeignHostTest extends ConsoleTest {

  @ParameterizedTest
  @EnumSource
  void givesTheConfiguredAddressWhateverHostIsSent(SetupTool tool) {
    assertThat(ForeignHost.settings(owner, tool))
        .contains("https://millrace.example.com")
        .doesNotContain(ForeignHost.NAME);
  }

  /** The tests come from an address that is believed. */
  public static final class BehindProxy implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "millrace.console.address", "https://millrace.example.com",
          "quarkus.http.proxy.proxy-address-forwarding", "true",
          "quarkus.http.proxy.allow-forwarded", "true",
          "quarkus.http.proxy.enable-forwarded-host", "true",
          "quarkus.http.proxy.trusted-proxies", "127.0.0.1");
    }
  }
}
