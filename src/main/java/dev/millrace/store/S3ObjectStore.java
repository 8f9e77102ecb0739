package dev.millrace.store;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
  private static final int RANGE_NOT_SATISFIABLE = 416;

  /** A conflict lasts as long as another's write or delete of the object, which is short. */
  private static final int CREATE_ATTEMPTS = 5;

  private final S3Client s3;
  private final S3Bucket bucket;
  private final S3FileUpload upload;

  /**
   * Uses the bucket without asking whether it is there.
   *
   * @param s3 closed by whoever made it
   */
  public S3ObjectStore(S3Client s3, S3Bucket bucket) {
    this.s3 = s3;
    this.bucket = bucket;
    this.upload = new S3FileUpload(s3, bucket);
  }

  @Override
  public void put(String key, byte[] bytes) {
    PutObjectRequest request = bucket.put(name(key)).build();
    asked("write", key, () -> s3.putObject(request, RequestBody.fromBytes(bytes)));
  }

  @Override
  public void put(String key, Path file) {
    String name = name(key);
    asked(
        "write",
        key,
        () -> {
          upload.put(name, file);
          return name;
        });
  }

  @Override
  public boolean create(String key, byte[] bytes) {
    PutObjectRequest request = bucket.put(name(key)).ifNoneMatch("*").build();
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
                s3.getObjectAsBytes(get -> get.bucket(bucket.name()).key(name))
                    .asByteArrayUnsafe());
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public Optional<byte[]> get(String key, long offset, int length) {
    String name = name(key);
    String range = "bytes=%d-%d".formatted(offset, offset + length - 1);
    return asked(
        "read",
        key,
        () -> {
          try {
            return Optional.of(
                s3.getObjectAsBytes(get -> get.bucket(bucket.name()).key(name).range(range))
                    .asByteArrayUnsafe());
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          } catch (S3Exception e) {
            if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
              return Optional.of(new byte[0]);
            }
            throw e;
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
                get ->
                    get.bucket(bucket.name())
                        .key(name)
                        .overrideConfiguration(S3FileUpload.TIMEOUTS),
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
    String from = bucket.prefix() + ObjectKey.checkedPrefix(keyPrefix);
    return Stream.iterate(
            Optional.of(page(from, null)),
            Optional::isPresent,
            page -> page.flatMap(before -> pageAfter(before, from)))
        .flatMap(Optional::stream)
        .flatMap(page -> page.contents().stream())
        .map(
            found ->
                new StoredObject(found.key().substring(bucket.prefix().length()), found.size()));
  }

  private Optional<ListObjectsV2Response> pageAfter(ListObjectsV2Response before, String from) {
    return Optional.ofNullable(before.nextContinuationToken()).map(token -> page(from, token));
  }

  private ListObjectsV2Response page(String from, @Nullable String token) {
    return asked(
        "list",
        from,
        () ->
            s3.listObjectsV2(
                list -> list.bucket(bucket.name()).prefix(from).continuationToken(token)));
  }

  @Override
  public void delete(String key) {
    String name = name(key);
    asked("delete", key, () -> s3.deleteObject(delete -> delete.bucket(bucket.name()).key(name)));
  }

  /** The object's key in the bucket. */
  private String name(String key) {
    return ObjectKey.checked(bucket.prefix() + ObjectKey.checked(key));
  }

  private static <T> T asked(String verb, String key, Supplier<T> call) {
    try {
      return answered(call);
    } catch (SdkException | UncheckedIOException e) {
      throw new StoreUnavailableException("cannot " + verb + " " + key, e);
    }
  }

  /**
   * Asks again where the connection broke or hung: the client does that by itself only where S3 has
   * answered. What was done already is done once more, or found done.
   */
  private static <T> T answered(Supplier<T> call) {
    try {
      return call.get();
    } catch (UncheckedIOException e) {
      return call.get();
    }
  }
}
