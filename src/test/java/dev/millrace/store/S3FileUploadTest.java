package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** Files that are written in parts, to a real S3 server, and what is left when that fails. */
class S3FileUploadTest {

  private static S3ProxyServer server;
  private static FaultyS3 door;
  private static S3Client s3;

  private String bucket = "";
  private ObjectStore store;
  private byte[] content = {};
  private Path file;

  @BeforeAll
  static void start() {
    server = S3ProxyServer.start();
    door = new FaultyS3(server.endpoint());
    s3 = server.clientBy(door.endpoint());
  }

  @AfterAll
  static void stop() throws IOException {
    s3.close();
    door.close();
    server.close();
  }

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    door.repair();
    bucket = server.newBucket();
    store = new S3ObjectStore(s3, new S3Bucket(bucket, "folder", Optional.empty()));
    content = new byte[S3FileUpload.PART_BYTES + 1_000];
    new Random(7).nextBytes(content);
    file = Files.write(folder.resolve("file"), content);
  }

  @Test
  void writesLargeFilesInParts() {
    store.put("lake/large", file);

    assertThat(store.get("lake/large")).hasValue(content);
    assertThat(unfinished()).isZero();
  }

  @Test
  void sendsOnlyThePartAgainThatFailed() {
    door.strike(S3Fault.RESET_AFTER_BODY, line -> line.contains("partNumber=2"), 1);

    store.put("lake/large", file);

    assertThat(door.struck()).isEqualTo(1);
    assertThat(store.get("lake/large")).hasValue(content);
  }

  @Test
  void leavesNothingOfWhatItGivesUp() {
    store.put("lake/large", new byte[] {1});
    door.strike(S3Fault.ACCESS_DENIED, line -> line.contains("partNumber=2"), Integer.MAX_VALUE);

    assertThatThrownBy(() -> store.put("lake/large", file))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("cannot write lake/large");

    assertThat(unfinished()).isZero();
    assertThat(store.get("lake/large")).hasValue(new byte[] {1});
  }

  private int unfinished() {
    return s3.listMultipartUploads(list -> list.bucket(bucket)).uploads().size();
  }
}
