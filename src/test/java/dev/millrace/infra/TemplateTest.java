package dev.millrace.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.millrace.HttpSide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * template.yaml fits the code: its settings are settings, its functions may do what the design says
 * and no more. That it is valid, and that Terraform says the same, is for .ci/check-infra.
 */
class TemplateTest {

  private static final Template TEMPLATE = Template.read();
  private static final List<String> FUNCTIONS = List.of("Ingest", "Console", "Rollup");

  private static final String IF = "Fn::If";

  /** What is read by others than Millrace. */
  private static final Set<String> OF_PLATFORM =
      Set.of(
          "DISABLE_SIGNAL_HANDLERS",
          "QUARKUS_DATASOURCE_REACTIVE_URL",
          "QUARKUS_DATASOURCE_USERNAME",
          "QUARKUS_DATASOURCE_PASSWORD",
          "JAVA_TOOL_OPTIONS",
          "QUARKUS_HIBERNATE_ORM_ACTIVE",
          "QUARKUS_SMALLRYE_OPENAPI_ENABLED");

  @Test
  void saysOfEveryParameterWhatItIsAndWhatItMayBe() {
    TEMPLATE
        .parameters()
        .forEach(
            (name, parameter) -> {
              assertThat(parameter.path("Description").asText()).as(name).endsWith(".");
              assertThat(parameter.has("Default")).as(name).isTrue();
              assertThat(isBounded(parameter)).as(name).isTrue();
            });
  }

  private static boolean isBounded(JsonNode parameter) {
    return parameter.has("AllowedPattern")
        || parameter.has("AllowedValues")
        || parameter.has("MinValue") && parameter.has("MaxValue")
        || parameter.get("Type").asText().equals("CommaDelimitedList");
  }

  @Test
  void setsOnlySettingsThatThereAre() throws IOException {
    Set<String> known = new HashSet<>(OF_PLATFORM);
    settings().map(TemplateTest::variable).forEach(known::add);
    for (String function : FUNCTIONS) {
      assertThat(environment(function).keySet()).as(function).isSubsetOf(known);
    }
  }

  /**
   * What {@code sam deploy} is told by infra/samconfig.toml fits the template and what operators
   * are told.
   */
  @Test
  void isDeployedUnderTheNameThatOperatorsAreTold() throws IOException {
    JsonNode parameters =
        new TomlMapper().readTree(Path.of("infra", "samconfig.toml").toFile()).get("default");
    JsonNode deploy = parameters.at("/deploy/parameters");
    String stack = parameters.at("/global/parameters/stack_name").asText();

    assertThat(Files.readString(Path.of("src/docs/aws.md")))
        .contains("--function-name " + stack + "-rollup");
    // The roles have names.
    assertThat(deploy.get("capabilities").asText()).isEqualTo("CAPABILITY_NAMED_IAM");
    assertThat(deploy.get("resolve_s3").asBoolean()).isTrue();
  }

  /** Those of the operators' table, which another test holds against the code. */
  private static Stream<String> settings() throws IOException {
    return Pattern.compile("^\\| `(millrace\\.[a-z0-9.-]+)` \\|", Pattern.MULTILINE)
        .matcher(Files.readString(Path.of("src/docs/operators.md")))
        .results()
        .map((MatchResult row) -> row.group(1));
  }

  private static String variable(String setting) {
    return setting.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  @Test
  void servesEveryRouteByOneOfTheTwoHttpFunctions() {
    Stream<String> served =
        Stream.of("Ingest", "Console")
            .flatMap(name -> Arrays.stream(route(name).split(",")))
            .map(route -> route.toUpperCase(Locale.ROOT));
    assertThat(served).containsExactlyInAnyOrderElementsOf(sides());
    assertThat(route("Ingest")).isEqualTo("ingest");
  }

  private static List<String> sides() {
    return Arrays.stream(HttpSide.values()).map(Enum::name).toList();
  }

  private static String route(String function) {
    return Objects.requireNonNull(environment(function).get("MILLRACE_HTTP_ROUTES")).asText();
  }

  @ParameterizedTest
  @CsvSource({
    "Ingest, s3:GetObject s3:ListBucket s3:PutObject",
    "Console, s3:GetObject s3:ListBucket s3:PutObject sqs:SendMessage",
    "Rollup, athena:GetQueryExecution athena:GetQueryResults athena:StartQueryExecution"
        + " athena:StopQueryExecution glue:GetDatabase glue:GetPartitions glue:GetTable"
        + " s3:AbortMultipartUpload s3:DeleteObject s3:GetBucketLocation s3:GetObject"
        + " s3:ListBucket s3:ListMultipartUploadParts s3:PutObject"
        + " sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage sqs:SendMessage"
  })
  void letsFunctionDoOnlyWhatItNeeds(String function, String actions) {
    Set<String> allowed =
        statements(function)
            .flatMap(statement -> texts(statement.get("Action")))
            .filter(action -> !action.startsWith("logs:"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(allowed).containsExactly(actions.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "Ingest, s3:PutObject, raw/* deliveries/*",
    "Ingest, s3:GetObject, keys/* deliveries/*",
    "Console, s3:PutObject, keys/*",
    "Console, s3:GetObject, keys/* deliveries/*",
    "Rollup, s3:PutObject, raw/* keys/* deliveries/* lake/* usage/* athena/* backups/*",
    "Rollup, s3:GetObject, raw/* keys/* deliveries/* lake/* usage/* athena/* backups/* prices.json",
    "Rollup, s3:DeleteObject, raw/* keys/* deliveries/* lake/* usage/*"
  })
  void letsFunctionReachOnlyItsPrefixes(String function, String action, String prefixes) {
    Stream<String> reached =
        statements(function)
            .filter(statement -> texts(statement.get("Action")).anyMatch(action::equals))
            .flatMap(statement -> texts(statement.get("Resource")));
    assertThat(reached)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(prefixes.split(" ")).map(prefix -> "${Bucket.Arn}/" + prefix).toList());
  }

  @Test
  void keepsIngestAwayFromDatabaseAndNetwork() {
    JsonNode ingest = TEMPLATE.resource("IngestFunction");
    assertThat(ingest.has("VpcConfig")).isFalse();
    assertThat(environment("Ingest").keySet()).noneMatch(name -> name.contains("DATASOURCE"));
    assertThat(TEMPLATE.resource("IngestRole").has("ManagedPolicyArns")).isFalse();
  }

  @Test
  void givesTheQueueSixTimesTheFunctionsTime() {
    int timeout = TEMPLATE.resource("RollupFunction").get("Timeout").asInt();
    assertThat(TEMPLATE.resource("RollupQueue").get("VisibilityTimeout").asInt())
        .isEqualTo(6 * timeout);
  }

  @Test
  void hasVariableOfTerraformForEveryParameter() throws IOException {
    String variables = Files.readString(Path.of("infra/terraform/variables.tf"));
    for (Map.Entry<String, JsonNode> parameter : TEMPLATE.parameters().entrySet()) {
      String name = parameter.getKey().replaceAll("(?<!^)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      assertThat(variables).contains("variable \"" + name + "\" {");
    }
  }

  private static Map<String, JsonNode> environment(String function) {
    return TEMPLATE
        .resource(function + "Function")
        .get("Environment")
        .get("Variables")
        .properties()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void letsFunctionsUseTheKeyOfTheBucketAndOnlyIfThereIsOne() {
    for (String function : FUNCTIONS) {
      JsonNode choice = policy(function).filter(it -> it.has(IF)).findFirst().orElseThrow().get(IF);
      assertThat(choice.get(0).asText()).isEqualTo("HasKmsKey");
      assertThat(texts(choice.get(1).get("Action")))
          .containsExactly("kms:GenerateDataKey", "kms:Decrypt");
      assertThat(choice.get(2).asText()).isEqualTo("AWS::NoValue");
    }
  }

  /** What holds whatever the parameters are. */
  private static Stream<JsonNode> statements(String function) {
    return policy(function).filter(statement -> !statement.has(IF));
  }

  private static Stream<JsonNode> policy(String function) {
    return elements(TEMPLATE.resource(function + "Role").get("Policies"))
        .flatMap(policy -> elements(policy.get("PolicyDocument").get("Statement")));
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static Stream<String> texts(JsonNode oneOrMany) {
    return oneOrMany.isArray()
        ? elements(oneOrMany).map(JsonNode::asText)
        : Stream.of(oneOrMany.asText());
  }
}
