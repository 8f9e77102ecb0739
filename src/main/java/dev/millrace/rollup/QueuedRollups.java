package dev.millrace.rollup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.landing.QueuedExport;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Does what messages of the queues ask for: rollups, erasures, packs of exports. */
@Singleton
class QueuedRollups {

  private final Maker maker;
  private final QueuedLandings landings;
  private final FunctionFailures troubles;
  private final ObjectMapper json;

  QueuedRollups(
      Maker maker, QueuedLandings landings, FunctionFailures troubles, ObjectMapper json) {
    this.maker = maker;
    this.landings = landings;
    this.troubles = troubles;
    this.json = json;
  }

  /** Makes them all; those that failed are named, so that the queue gives them out again. */
  Failures make(List<FunctionEvent.Message> messages) {
    List<Failure> failures = new ArrayList<>();
    Map<String, JsonNode> landed = new LinkedHashMap<>();
    for (FunctionEvent.Message message : messages) {
      try {
        JsonNode wanted = json.readTree(message.body());
        if (QueuedExport.isIn(wanted)) {
          landed.put(message.messageId(), wanted);
        } else {
          maker.make(wanted);
        }
      } catch (JsonProcessingException | RuntimeException e) {
        troubles.report("what a message asks for failed", message.messageId(), e);
        failures.add(new Failure(message.messageId()));
      }
    }
    landings.pack(landed).forEach(id -> failures.add(new Failure(id)));
    return new Failures(failures);
  }

  /**
   * What the queue is told.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">AWS
   *     Lambda, "Implementing partial batch responses"</a>
   */
  record Failures(List<Failure> batchItemFailures) {}

  /** A message that is to be given out again. */
  record Failure(String itemIdentifier) {}
}
