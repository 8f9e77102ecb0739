package dev.millrace.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A real S3 server, s3proxy over a temporary folder, as a child process that ends with the test.
 */
public final class S3ProxyServer implements AutoCloseable {

  public static final String ACCESS_KEY = "test-identity";
  public static final String SECRET_KEY = "test-credential";
  public static final Region REGION = Region.US_EAST_1;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final URI endpoint;
  private final Process process;

  private S3ProxyServer(Path folder, URI endpoint, Process process) {
    this.folder = folder;
    this.endpoint = endpoint;
    this.process = process;
  }

  /** Starts a server without buckets and waits until it answers. */
  public static S3ProxyServer start() {
    try {
      Path folder = Files.createTempDirectory("s3proxy");
      URI endpoint = URI.create("http://127.0.0.1:" + freePort());
      S3ProxyServer server = new S3ProxyServer(folder, endpoint, launch(folder, endpoint));
      Runtime.getRuntime().addShutdownHook(new Thread(server.process::destroyForcibly));
      server.awaitAnswer();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("s3proxy does not start", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process launch(Path folder, URI endpoint) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("s3proxy.endpoint", endpoint.toString());
    properties.setProperty("s3proxy.authorization", "aws-v2-or-v4");
    properties.setProperty("s3proxy.identity", ACCESS_KEY);
    properties.setProperty("s3proxy.credential", SECRET_KEY);
    properties.setProperty("jclouds.provider", "filesystem-nio2");
    properties.setProperty("jclouds.identity", ACCESS_KEY);
    properties.setProperty("jclouds.credential", SECRET_KEY);
    properties.setProperty(
        "jclouds.filesystem.basedir", Files.createDirectory(folder.resolve("buckets")).toString());
    Path file = folder.resolve("s3proxy.conf");
    try (var out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(choicesOfThisJvm());
    command.add("-jar");
    command.add(System.getProperty("s3proxy.jar", "target/s3proxy/s3proxy.jar"));
    command.add("--properties");
    command.add(file.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("s3proxy.log").toFile())
        .start();
  }

  /**
   * Compiler and collector: what is quick for tests is so here, what is quick for long runs too.
   */
  private static List<String> choicesOfThisJvm() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.matches("-XX:TieredStopAtLevel=.*|-XX:\\+Use\\w+GC"))
        .toList();
  }

  private void awaitAnswer() throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        String log = Files.readString(folder.resolve("s3proxy.log"));
        close();
        throw new IOException("s3proxy does not answer; it says: " + log);
      }
      pause();
    }
  }

  private boolean answers() {
    try {
      HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(5000);
      return connection.getResponseCode() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while s3proxy starts", e);
    }
  }

  public URI endpoint() {
    return endpoint;
  }

  /** A new client, to be closed by the caller. */
  public S3Client client() {
    return clientBy(endpoint);
  }

  /** One that goes by another address, such as that of a {@link FaultyS3}. */
  S3Client clientBy(URI address) {
    return S3Client.builder()
        .endpointOverride(address)
        .forcePathStyle(true)
        .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
        .region(REGION)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  /** Makes a new, empty bucket and gives its name. */
  public String newBucket() {
    String bucket = "bucket-" + UUID.randomUUID();
    try (S3Client s3 = client()) {
      s3.createBucket(create -> create.bucket(bucket));
    }
    return bucket;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
