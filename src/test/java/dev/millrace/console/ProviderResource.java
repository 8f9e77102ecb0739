package dev.millrace.console;

import dev.millrace.openid.TestProvider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Runs an OpenID provider that knows owners of the organisation {@code single-sign-on}. */
public final class ProviderResource implements QuarkusTestResourceLifecycleManager {

  private TestProvider provider;

  @Override
  public Map<String, String> start() {
    try {
      provider = new TestProvider();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "millrace.console.oidc.issuer",
        provider.issuer().toString(),
        "millrace.console.oidc.client-id",
        TestProvider.CLIENT,
        "millrace.console.oidc.client-secret",
        TestProvider.SECRET,
        "millrace.console.oidc.organization",
        "single-sign-on");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(provider, new TestInjector.MatchesType(TestProvider.class));
  }

  @Override
  public void stop() {
    provider.close();
  }
}
