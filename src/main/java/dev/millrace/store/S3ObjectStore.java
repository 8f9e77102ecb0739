package dev.millrace.store;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects in a bucket of S3, or of a server that speaks its protocol.
 *
 * <p>Without {@code s3:ListBucket} S3 answers 403 where there is no object, which cannot be told
 * from a refusal: whoever asks for objects that may be absent needs it. If the reply to a {@code
 * create} is lost, the client's own second try finds the object and {@code false} is the answer: of
 * several creators one wins at the most.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Amazon
 *     S3, "Conditional writes"</a>
 */
public final class S3ObjectStore implements ObjectStore {

  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  /** A conflict lasts as long as another's write or delete of the object, which is short. */
  private static final int CREATE_ATTEMPTS = 5;

  /**
   * Files are up to hundreds of megabytes and nobody waits for them at the other end of a request,
   * so that the client's limit, made for requests, is not theirs.
   */
  private static final AwsRequestOverrideConfiguration FILE_TIMEOUTS =
      AwsRequestOverrideConfiguration.builder()
          .apiCallTimeout(Duration.ofMinutes(10))
          .apiCallAttemptTimeout(Duration.ofMinutes(5))
          .build();

  private final S3Client s3;
  private final String bucket;
  private final String prefix;

  /**
   * Uses the bucket without asking whether it is there.
   *
   * @param s3 closed by whoever made it
   * @param prefix a folder in the bucket for all objects, with or without a slash at its end; empty
   *     for none
   */
  public S3ObjectStore(S3Client s3, String bucket, String prefix) {
    this.s3 = s3;
    this.bucket = bucket;
    this.prefix =
        ObjectKey.checkedPrefix(prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
  }

  @Override
  public void put(String key, byte[] bytes) {
    PutObjectRequest request = putRequest(key).build();
    asked("write", key, () -> s3.putObject(request, RequestBody.fromBytes(bytes)));
  }

  @Override
  public void put(String key, Path file) {
    PutObjectRequest request = putRequest(key).overrideConfiguration(FILE_TIMEOUTS).build();
    asked("write", key, () -> s3.putObject(request, RequestBody.fromFile(file)));
  }

  @Override
  public boolean create(String key, byte[] bytes) {
    PutObjectRequest request = putRequest(key).ifNoneMatch("*").build();
    return asked("write", key, () -> created(request, RequestBody.fromBytes(bytes)));
  }

  private boolean created(PutObjectRequest request, RequestBody body) {
    for (int attempt = 1; ; attempt++) {
      try {
        s3.putObject(request, body);
        return true;
      } catch (S3Exception e) {
        if (e.statusCode() == PRECONDITION_FAILED) {
          return false;
        }
        if (e.statusCode() != CONFLICT || attempt == CREATE_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  @Override
  public Optional<byte[]> get(String key) {
    String name = name(key);
    return asked(
        "read",
        key,
        () -> {
          try {
            return Optional.of(
                s3.getObjectAsBytes(get -> get.bucket(bucket).key(name)).asByteArrayUnsafe());
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public boolean fetch(String key, Path target) {
    String name = name(key);
    return asked(
        "read",
        key,
        () -> {
          try {
            s3.getObject(
                get -> get.bucket(bucket).key(name).overrideConfiguration(FILE_TIMEOUTS),
                ResponseTransformer.toFile(target));
            return true;
          } catch (NoSuchKeyException e) {
            return false;
          }
        });
  }

  /** Asks for the first page at once and for each further one when the stream comes to it. */
  @Override
  public Stream<StoredObject> list(String keyPrefix) {
    String from = prefix + ObjectKey.checkedPrefix(keyPrefix);
    return Stream.iterate(
            Optional.of(page(from, null)),
            Optional::isPresent,
            page -> page.flatMap(before -> pageAfter(before, from)))
        .flatMap(Optional::stream)
        .flatMap(page -> page.contents().stream())
        .map(found -> new StoredObject(found.key().substring(prefix.length()), found.size()));
  }

  private Optional<ListObjectsV2Response> pageAfter(ListObjectsV2Response before, String from) {
    return Optional.ofNullable(before.nextContinuationToken()).map(token -> page(from, token));
  }

  private ListObjectsV2Response page(String from, @Nullable String token) {
    return asked(
        "list",
        from,
        () -> s3.listObjectsV2(list -> list.bucket(bucket).prefix(from).continuationToken(token)));
  }

  @Override
  public void delete(String key) {
    String name = name(key);
    asked("delete", key, () -> s3.deleteObject(delete -> delete.bucket(bucket).key(name)));
  }

  private PutObjectRequest.Builder putRequest(String key) {
    return PutObjectRequest.builder().bucket(bucket).key(name(key));
  }

  /** The object's key in the bucket. */
  private String name(String key) {
    return ObjectKey.checked(prefix + ObjectKey.checked(key));
  }

  private static <T> T asked(String verb, String key, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException | UncheckedIOException e) {
      throw new StoreUnavailableException("cannot " + verb + " " + key, e);
    }
  }
}
