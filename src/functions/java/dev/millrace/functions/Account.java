package dev.millrace.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.database.TestDatabase;
import dev.millrace.store.FaultyS3;
import dev.millrace.store.S3ProxyServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What a deployment has: a bucket, a database, and the functions with the environment variables of
 * the template, as far as they matter here.
 */
final class Account implements AutoCloseable {

  private final Path folder;
  private final S3ProxyServer server = S3ProxyServer.start();
  private final FaultyS3 door = new FaultyS3(server.endpoint());
  private final String bucket = server.newBucket();
  private final TestDatabase database;
  private final Map<Package, FunctionZip> unpacked = new HashMap<>();
  private final List<Environment> environments = new ArrayList<>();

  /**
   * @param folder of its own, for what the packages hold
   */
  Account(Path folder, TestDatabase database) {
    this.folder = folder;
    this.database = database;
  }

  /** A new environment of the function that takes exports in, which is still starting. */
  Environment ingest(String... variables) {
    return start(
        Package.HTTP,
        variables,
        "MILLRACE_HTTP_ROUTES",
        "ingest",
        "QUARKUS_SMALLRYE_OPENAPI_ENABLED",
        "false",
        "QUARKUS_HIBERNATE_ORM_ACTIVE",
        "false");
  }

  /** One of the function with the API and the console. */
  Environment console(String... variables) {
    return start(
        Package.HTTP,
        variables,
        "MILLRACE_HTTP_ROUTES",
        "api,console",
        "MILLRACE_CONSOLE_SESSION_SECRET",
        "a secret of the tests, which is long enough");
  }

  /** One of the function that makes rollups, without a queue: it makes what is asked for itself. */
  Environment rollup(String... variables) {
    return start(
        Package.ROLLUP,
        variables,
        "MILLRACE_ROLLUP_TEMP",
        folder.resolve("temp").toString(),
        "MILLRACE_ROLLUP_MEMORY",
        "256MB");
  }

  private Environment start(Package zip, String[] first, String... second) {
    Map<String, String> variables = new HashMap<>(own());
    put(variables, second);
    put(variables, first);
    FunctionZip code = unpacked.computeIfAbsent(zip, this::unpack);
    variables.put("LAMBDA_TASK_ROOT", code.root().toString());
    Environment started =
        new Environment(
            code.command(Path.of(System.getProperty("lambda.runtime")), zip.memoryMegabytes),
            code.root(),
            folder.resolve("log-" + environments.size()),
            variables);
    environments.add(started);
    return started;
  }

  private FunctionZip unpack(Package zip) {
    return FunctionZip.unpacked(Path.of(zip.file), folder.resolve(zip.name()));
  }

  private Map<String, String> own() {
    Map<String, String> variables = new HashMap<>();
    put(
        variables,
        "AWS_REGION",
        S3ProxyServer.REGION.id(),
        "AWS_ACCESS_KEY_ID",
        S3ProxyServer.ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY",
        S3ProxyServer.SECRET_KEY,
        "AWS_LAMBDA_FUNCTION_NAME",
        "test",
        "_HANDLER",
        "not.used",
        "QUARKUS_S3_ENDPOINT_OVERRIDE",
        door.endpoint().toString(),
        "QUARKUS_S3_PATH_STYLE_ACCESS",
        "true",
        "MILLRACE_STORE_S3_BUCKET",
        bucket,
        "QUARKUS_DATASOURCE_REACTIVE_URL",
        database.reactiveUrl(),
        "QUARKUS_DATASOURCE_USERNAME",
        TestDatabase.USER,
        "QUARKUS_DATASOURCE_PASSWORD",
        TestDatabase.PASSWORD,
        "DISABLE_SIGNAL_HANDLERS",
        "true");
    return variables;
  }

  private static void put(Map<String, String> variables, String... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      variables.put(namesAndValues[i], namesAndValues[i + 1]);
    }
  }

  /** The token of an owner of a new organisation, made as the README says. */
  String owner(Environment rollup, String organization) {
    byte[] task =
        "{\"task\": \"create-organization\", \"id\": \"%s\"}"
            .formatted(organization)
            .getBytes(UTF_8);
    return FunctionUrl.json(rollup.invoke(task)).get("token").asText();
  }

  /** The door to the bucket, through which all functions go. */
  FaultyS3 door() {
    return door;
  }

  /** The keys of the objects whose keys begin so. */
  List<String> objects(String prefix) {
    try (S3Client s3 = server.client()) {
      return s3.listObjectsV2(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
          .map(S3Object::key)
          .toList();
    }
  }

  @Override
  public void close() throws IOException {
    environments.forEach(Environment::close);
    door.close();
    server.close();
  }

  /** The two zips. */
  private enum Package {
    HTTP("target/lambda-http/function.zip", 512),
    ROLLUP("target/lambda-rollup/function.zip", 1024);

    private final String file;
    private final int memoryMegabytes;

    Package(String file, int memoryMegabytes) {
      this.file = file;
      this.memoryMegabytes = memoryMegabytes;
    }
  }
}
