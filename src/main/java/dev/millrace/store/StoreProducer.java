package dev.millrace.store;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.s3.S3Client;

/** Opens the one {@link ObjectStore} of the application, at start, as configured. */
@Singleton
public class StoreProducer {

  /**
   * The store.
   *
   * @param s3 asked only for an S3 store: without one there need be neither region nor credentials
   */
  @Produces
  @Singleton
  @Startup
  ObjectStore store(StoreConfig config, Instance<S3Client> s3) {
    return switch (config.type()) {
      case DIRECTORY -> new DirectoryObjectStore(config.directory());
      case S3 -> inS3(config.s3(), s3);
    };
  }

  private static ObjectStore inS3(StoreConfig.S3 config, Instance<S3Client> s3) {
    String bucket =
        config
            .bucket()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "millrace.store.type is s3, so millrace.store.s3.bucket must name a bucket,"
                            + " but it is not set"));
    return new S3ObjectStore(
        s3.get(), new S3Bucket(bucket, config.prefix().orElse(""), config.kmsKey()));
  }
}
