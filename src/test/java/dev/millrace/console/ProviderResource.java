package dev.millrace.console;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs an OpenID provider that knows owners of the organisation {@code single-sign-on}. */
public final class ProviderResource implements QuarkusTestResourceLifecycleManager {

  private @Nullable TestProvider provider;
  private boolean silent;

  /** With {@code silent}, it says nothing until it is told to. */
  @Override
  public void init(Map<String, String> options) {
    silent = Boolean.parseBoolean(options.get("silent"));
  }

  @Override
  public Map<String, String> start() {
    TestProvider started = started();
    started.setSilent(silent);
    provider = started;
    return Map.of(
        "millrace.console.oidc.issuer",
        started.issuer().toString(),
        "millrace.console.oidc.client-id",
        TestProvider.CLIENT,
        "millrace.console.oidc.client-secret",
        TestProvider.SECRET,
        "millrace.console.oidc.organization",
        "single-sign-on");
  }

  private static TestProvider started() {
    try {
      return new TestProvider();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        Objects.requireNonNull(provider, "injected after its start"),
        new TestInjector.MatchesType(TestProvider.class));
  }

  @Override
  public void stop() {
    Objects.requireNonNull(provider, "stopped after its start").close();
  }
}
