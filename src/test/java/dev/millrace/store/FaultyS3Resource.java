package dev.millrace.store;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Gives a started application an S3 store behind a {@link FaultyS3}, and the test that door. */
public final class FaultyS3Resource implements QuarkusTestResourceLifecycleManager {

  private final S3ProxyServer server = S3ProxyServer.start();
  private final FaultyS3 door = new FaultyS3(server.endpoint());

  @Override
  public Map<String, String> start() {
    return S3ProxyResource.settings(server, door.endpoint());
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(door, new TestInjector.MatchesType(FaultyS3.class));
  }

  @Override
  public void stop() {
    try {
      door.close();
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
