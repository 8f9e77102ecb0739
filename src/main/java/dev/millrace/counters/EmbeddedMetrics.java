package dev.millrace.counters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Prints a line for CloudWatch, which makes metrics of it, each of one function. Labels are no
 * dimensions, for every series has its price; they are in the line, where Logs Insights finds them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Specification:
 *     Embedded metric format</a>
 */
@ApplicationScoped
@IfBuildProfile("function")
class EmbeddedMetrics implements Counters {

  private static final String NAMESPACE = "Millrace";
  private static final String FUNCTION = "function";

  private final ObjectMapper json;
  private final Clock clock;
  private final String function;
  private final PrintStream out;

  @Inject
  EmbeddedMetrics(
      ObjectMapper json,
      Clock clock,
      @ConfigProperty(name = "aws.lambda.function.name") String function) {
    this(json, clock, function, System.out);
  }

  EmbeddedMetrics(ObjectMapper json, Clock clock, String function, PrintStream out) {
    this.json = json;
    this.clock = clock;
    this.function = function;
    this.out = out;
  }

  @Override
  public void add(Map<String, String> labels, Map<String, Integer> counts) {
    ObjectNode line = json.createObjectNode();
    line.set("_aws", metadata(counts));
    line.put(FUNCTION, function);
    labels.forEach(line::put);
    counts.forEach(line::put);
    print(line);
  }

  private ObjectNode metadata(Map<String, Integer> counts) {
    ObjectNode metadata = json.createObjectNode().put("Timestamp", clock.millis());
    ObjectNode directive = metadata.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", NAMESPACE);
    directive.putArray("Dimensions").addArray().add(FUNCTION);
    var metrics = directive.putArray("Metrics");
    counts.keySet().forEach(name -> metrics.addObject().put("Name", name).put("Unit", unit(name)));
    return metadata;
  }

  private static String unit(String name) {
    return name.equals("bytes") ? "Bytes" : "Count";
  }

  private void print(ObjectNode line) {
    try {
      out.println(json.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON is always written", e);
    }
  }
}
