package dev.millrace.rollup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.OrgId;
import dev.millrace.usage.ErasureMessage;
import dev.millrace.usage.RollupMessage;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Makes the rollups and erasures that messages of the queue ask for. */
@Singleton
class QueuedRollups {

  private static final Logger log = Logger.getLogger(QueuedRollups.class);

  private final RecordedRollup rollup;
  private final PersonErasure erasure;
  private final ObjectMapper json;

  QueuedRollups(RecordedRollup rollup, PersonErasure erasure, ObjectMapper json) {
    this.rollup = rollup;
    this.erasure = erasure;
    this.json = json;
  }

  /** Makes them all; those that failed are named, so that the queue gives them out again. */
  Failures make(List<FunctionEvent.Message> messages) {
    List<Failure> failures = new ArrayList<>();
    for (FunctionEvent.Message message : messages) {
      try {
        make(json.readTree(message.body()));
      } catch (JsonProcessingException | RuntimeException e) {
        log.errorf(e, "what message %s asks for failed", message.messageId());
        failures.add(new Failure(message.messageId()));
      }
    }
    return new Failures(failures);
  }

  private void make(JsonNode message) throws JsonProcessingException {
    if (message.has("erasure")) {
      ErasureMessage wanted = json.treeToValue(message, ErasureMessage.class);
      erasure.erase(wanted.erasure(), new OrgId(wanted.org()), wanted.identities());
    } else {
      RollupMessage wanted = json.treeToValue(message, RollupMessage.class);
      rollup.make(wanted.run(), wanted.partition());
    }
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
