package dev.millrace.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Writes files as objects: large ones in parts, of which one that fails is sent again alone. The
 * object is there when all of them are, and of an upload that is given up nothing is left.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">Amazon S3,
 *     "Multipart upload"</a>
 */
final class S3FileUpload {

  private static final Logger log = Logger.getLogger(S3FileUpload.class);

  /** Little enough to be held in memory and sent again; 10,000 of them, S3's most, are 160 GB. */
  static final int PART_BYTES = 16 << 20;

  private static final String BINARY = "application/octet-stream";

  /**
   * Nobody waits for files at the other end of a request, so that the client's limit, made for
   * requests, is not theirs.
   */
  static final AwsRequestOverrideConfiguration TIMEOUTS =
      AwsRequestOverrideConfiguration.builder()
          .apiCallTimeout(Duration.ofMinutes(10))
          .apiCallAttemptTimeout(Duration.ofMinutes(5))
          .build();

  private final S3Client s3;
  private final S3Bucket bucket;

  S3FileUpload(S3Client s3, S3Bucket bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * Writes the file's content as the object.
   *
   * @throws SdkException if S3 does not take it
   * @throws UncheckedIOException if the file cannot be read
   */
  void put(String object, Path file) {
    if (size(file) <= PART_BYTES) {
      s3.putObject(
          bucket.put(object).overrideConfiguration(TIMEOUTS).build(), RequestBody.fromFile(file));
    } else {
      putInParts(object, file);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void putInParts(String object, Path file) {
    String id =
        s3.createMultipartUpload(
                bucket.putInParts(object).checksumAlgorithm(ChecksumAlgorithm.CRC32).build())
            .uploadId();
    try {
      List<CompletedPart> parts = parts(object, id, file);
      s3.completeMultipartUpload(
          complete ->
              complete
                  .bucket(bucket.name())
                  .key(object)
                  .uploadId(id)
                  .multipartUpload(all -> all.parts(parts))
                  .overrideConfiguration(TIMEOUTS));
    } catch (SdkException | UncheckedIOException e) {
      abort(object, id);
      throw e;
    }
  }

  private List<CompletedPart> parts(String object, String id, Path file) {
    List<CompletedPart> parts = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (byte[] part = next(in); part.length > 0; part = next(in)) {
        parts.add(sent(object, id, parts.size() + 1, part));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parts;
  }

  private static byte[] next(InputStream in) throws IOException {
    return in.readNBytes(PART_BYTES);
  }

  private CompletedPart sent(String object, String id, int number, byte[] part) {
    UploadPartResponse sent =
        s3.uploadPart(
            upload ->
                upload
                    .bucket(bucket.name())
                    .key(object)
                    .uploadId(id)
                    .partNumber(number)
                    .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                    .overrideConfiguration(TIMEOUTS),
            RequestBody.fromContentProvider(
                ContentStreamProvider.fromByteArrayUnsafe(part), part.length, BINARY));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(sent.eTag())
        .checksumCRC32(sent.checksumCRC32())
        .build();
  }

  /** The bucket's own lifecycle ends what cannot be ended here. */
  private void abort(String object, String id) {
    try {
      s3.abortMultipartUpload(abort -> abort.bucket(bucket.name()).key(object).uploadId(id));
    } catch (SdkException e) {
      log.warnf("an upload of %s was left unfinished: %s", object, e.getMessage());
    }
  }
}
