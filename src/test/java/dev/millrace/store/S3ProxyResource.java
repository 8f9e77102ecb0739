package dev.millrace.store;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;

/** Gives a started application an S3 store: an {@link S3ProxyServer} with one bucket. */
public final class S3ProxyResource implements QuarkusTestResourceLifecycleManager {

  private final S3ProxyServer server = S3ProxyServer.start();

  @Override
  public Map<String, String> start() {
    return settings(server, server.endpoint());
  }

  /**
   * What an application is told of a new bucket.
   *
   * @param address by which it goes there
   */
  static Map<String, String> settings(S3ProxyServer server, URI address) {
    return Map.of(
        "millrace.store.type",
        "s3",
        "millrace.store.s3.bucket",
        server.newBucket(),
        "quarkus.s3.endpoint-override",
        address.toString(),
        "quarkus.s3.path-style-access",
        "true",
        "quarkus.s3.aws.region",
        S3ProxyServer.REGION.id(),
        "quarkus.s3.aws.credentials.type",
        "static",
        "quarkus.s3.aws.credentials.static-provider.access-key-id",
        S3ProxyServer.ACCESS_KEY,
        "quarkus.s3.aws.credentials.static-provider.secret-access-key",
        S3ProxyServer.SECRET_KEY);
  }

  @Override
  public void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of s3proxy cannot be deleted", e);
    }
  }
}
