package dev.millrace.ingest;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** The settings of the OTLP routes as they are shipped, but for some. */
final class IngestSettings {

  private static final int STRONGEST = 1000;

  private IngestSettings() {}

  static IngestConfig with(Map<String, String> some) {
    return with(IngestConfig.class, some);
  }

  static <C> C with(Class<C> settings, Map<String, String> some) {
    try {
      return new SmallRyeConfigBuilder()
          .addDefaultInterceptors()
          .addDiscoveredConverters()
          .withSources(
              new PropertiesConfigSource(
                  Path.of("src/main/resources/application.properties").toUri().toURL()),
              new PropertiesConfigSource(some, "test", STRONGEST))
          .withMapping(settings)
          .withMappingIgnore("**")
          .build()
          .getConfigMapping(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
