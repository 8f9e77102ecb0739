package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** Which store the configuration gives; that it works in S3 is shown by {@link StoreInS3Test}. */
class StoreProducerTest {

  @TempDir Path folder;

  @Test
  void isFolderUnderDataByDefault() throws IOException {
    StoreConfig config = config(Map.of());

    assertThat(config.type()).isEqualTo(StoreConfig.Type.DIRECTORY);
    assertThat(config.directory()).isEqualTo(Path.of("data/objects"));
    assertThat(config.s3().bucket()).isEmpty();
    assertThat(config.s3().prefix()).isEmpty();
  }

  @Test
  void opensFolderWithoutAskingForS3() throws IOException {
    Path objects = folder.resolve("objects");
    StoreConfig config = config(Map.of("millrace.store.directory", objects.toString()));

    assertThat(new StoreProducer().store(config, noClient()))
        .isInstanceOf(DirectoryObjectStore.class);
    assertThat(objects).isDirectory();
  }

  @Test
  void refusesS3WithoutBucket() throws IOException {
    StoreConfig config = config(Map.of("millrace.store.type", "s3"));

    assertThatThrownBy(() -> new StoreProducer().store(config, noClient()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "millrace.store.type is s3, so millrace.store.s3.bucket must name a bucket,"
                + " but it is not set");
  }

  /** The shipped configuration, changed. */
  private static StoreConfig config(Map<String, String> changes) throws IOException {
    URL shipped = StoreProducer.class.getResource("/application.properties");
    Map<String, String> store = new HashMap<>();
    new PropertiesConfigSource(shipped)
        .getProperties()
        .forEach(
            (key, value) -> {
              if (key.startsWith("millrace.")) {
                store.put(key, value);
              }
            });
    store.putAll(changes);
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(store, "shipped and changed", 100))
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withMapping(StoreConfig.class)
        .build()
        .getConfigMapping(StoreConfig.class);
  }

  @SuppressWarnings("unchecked")
  private static Instance<S3Client> noClient() {
    return (Instance<S3Client>)
        Proxy.newProxyInstance(
            Instance.class.getClassLoader(),
            new Class<?>[] {Instance.class},
            (proxy, method, arguments) -> {
              throw new AssertionError("nobody may ask for S3 here, but " + method + " was called");
            });
  }
}
