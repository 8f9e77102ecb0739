package dev.millrace.store;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Puts an object, then another, from a program that has done nothing else yet, as a function does
 * on its first export; prints the milliseconds of each.
 */
final class FirstPut {

  private static final byte[] OBJECT = new byte[100 * 1024];

  /** The clients that the SDK has for a program that waits for its answers. */
  enum Client {
    URL_CONNECTION {
      @Override
      SdkHttpClient.Builder<?> builder() {
        return UrlConnectionHttpClient.builder();
      }
    },
    CRT {
      @Override
      SdkHttpClient.Builder<?> builder() {
        return AwsCrtHttpClient.builder();
      }
    };

    abstract SdkHttpClient.Builder<?> builder();
  }

  private FirstPut() {}

  public static void main(String[] args) {
    long begun = System.nanoTime();
    try (S3Client s3 = client(Client.valueOf(args[0]), URI.create(args[1]))) {
      put(s3, args[2], "first");
      long first = System.nanoTime();
      put(s3, args[2], "second");
      System.out.println(millis(begun, first) + " " + millis(first, System.nanoTime()));
    }
  }

  private static S3Client client(Client client, URI endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
        .region(S3ProxyServer.REGION)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(S3ProxyServer.ACCESS_KEY, S3ProxyServer.SECRET_KEY)))
        .httpClientBuilder(client.builder())
        .build();
  }

  private static void put(S3Client s3, String bucket, String key) {
    s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(OBJECT));
  }

  private static long millis(long from, long to) {
    return TimeUnit.NANOSECONDS.toMillis(to - from);
  }
}
