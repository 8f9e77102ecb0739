package dev.millrace.store;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the objects lie; the values are in {@code application.properties}. */
@ConfigMapping(prefix = "millrace.store")
public interface StoreConfig {

  Type type();

  /** The folder of a {@link Type#DIRECTORY} store; made if it is not there. */
  Path directory();

  S3 s3();

  /** The kinds of store. */
  enum Type {
    DIRECTORY,
    S3
  }

  /** The place of an {@link Type#S3} store; endpoint, region and credentials are Quarkus' own. */
  interface S3 {

    Optional<String> bucket();

    /** A folder in the bucket; empty for all of it. */
    Optional<String> prefix();

    /** The key of KMS that objects are encrypted with; empty for what the bucket does by itself. */
    Optional<String> kmsKey();
  }
}
