package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What S3 is told of encryption with each object: a server that keeps the headers it is sent. */
class S3EncryptionTest {

  private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/0f1e2d3c";

  /** By the request's method and the address after the bucket. */
  private final Map<String, Headers> sent = new ConcurrentHashMap<>();

  private HttpServer server;
  private S3Client s3;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/bucket/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          String address = exchange.getRequestURI().toString().substring("/bucket/".length());
          sent.put(exchange.getRequestMethod() + " " + address, exchange.getRequestHeaders());
          // Nothing is asked for beyond the beginning of an upload in parts.
          exchange.sendResponseHeaders(exchange.getRequestMethod().equals("PUT") ? 200 : 403, -1);
          exchange.close();
        });
    server.start();
    s3 =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .forcePathStyle(true)
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterEach
  void stop() {
    s3.close();
    server.stop(0);
  }

  @Test
  void asksForTheKeyWithEveryWrite(@TempDir Path folder) throws IOException {
    ObjectStore store = store(Optional.of(KEY));

    store.put("put", new byte[] {1});
    store.create("created", new byte[] {1});
    store.put("file", Files.write(folder.resolve("file"), new byte[] {1}));

    assertThat(sent).containsOnlyKeys("PUT put", "PUT created", "PUT file");
    assertThat(sent.values()).allSatisfy(S3EncryptionTest::asksForTheKey);
  }

  @Test
  void asksForTheKeyWhereAnUploadInPartsBegins(@TempDir Path folder) throws IOException {
    Path large = Files.write(folder.resolve("large"), new byte[S3FileUpload.PART_BYTES + 1]);

    assertThatThrownBy(() -> store(Optional.of(KEY)).put("large", large))
        .isInstanceOf(StoreUnavailableException.class);

    assertThat(sent).containsOnlyKeys("POST large?uploads");
    assertThat(sent.values()).allSatisfy(S3EncryptionTest::asksForTheKey);
  }

  @Test
  void leavesEncryptionToTheBucketWithoutKey() {
    store(Optional.empty()).put("put", new byte[] {1});

    assertThat(sent).containsOnlyKeys("PUT put");
    assertThat(sent.values())
        .flatExtracting(Headers::keySet)
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("encryption"));
  }

  private ObjectStore store(Optional<String> kmsKey) {
    return new S3ObjectStore(s3, new S3Bucket("bucket", "", kmsKey));
  }

  private static void asksForTheKey(Headers headers) {
    assertThat(headers.getFirst("x-amz-server-side-encryption")).isEqualTo("aws:kms");
    assertThat(headers.getFirst("x-amz-server-side-encryption-aws-kms-key-id")).isEqualTo(KEY);
  }
}
