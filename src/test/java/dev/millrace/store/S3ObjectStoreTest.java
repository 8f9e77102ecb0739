package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The contract over a real S3 server, in a folder of a bucket. How failures of S3 are told is in
 * {@link S3ObjectStoreFailuresTest}.
 */
class S3ObjectStoreTest extends ObjectStoreContract {

  private static S3ProxyServer server;
  private static S3Client s3;

  private String bucket = "";

  @BeforeAll
  static void start() {
    server = S3ProxyServer.start();
    s3 = server.client();
  }

  @AfterAll
  static void stop() throws IOException {
    s3.close();
    server.close();
  }

  @Override
  ObjectStore emptyStore() {
    bucket = server.newBucket();
    return in("some/folder");
  }

  private ObjectStore in(String prefix) {
    return new S3ObjectStore(s3, new S3Bucket(bucket, prefix, Optional.empty()));
  }

  @Test
  void seesItsOwnFolderOnly() {
    ObjectStore whole = in("");
    whole.put("elsewhere", bytes("x"));
    whole.put("some/folder-too/b", bytes("x"));
    in("some/folder/").put("a", bytes("y"));

    assertThat(listed("")).containsExactly(new StoredObject("a", 1));
    try (Stream<StoredObject> objects = whole.list("")) {
      assertThat(objects.map(StoredObject::key))
          .containsExactly("elsewhere", "some/folder-too/b", "some/folder/a");
    }
  }

  @Test
  void failsWithoutBucket() {
    ObjectStore store = new S3ObjectStore(s3, new S3Bucket("no-such-bucket", "", Optional.empty()));

    assertThatThrownBy(() -> store.get("a/b"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("cannot read a/b");
    assertThatThrownBy(() -> store.list("a/")).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> store.put("a/b", bytes("x")))
        .isInstanceOf(StoreUnavailableException.class);
  }
}
