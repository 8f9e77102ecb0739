package dev.millrace.rollup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.usage.RollupMessage;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Makes the rollups that messages of the queue ask for. */
@Singleton
class QueuedRollups {

  private static final Logger log = Logger.getLogger(QueuedRollups.class);

  private final RecordedRollup rollup;
  private final ObjectMapper json;

  QueuedRollups(RecordedRollup rollup, ObjectMapper json) {
    this.rollup = rollup;
    this.json = json;
  }

  /** Makes them all; those that failed are named, so that the queue gives them out again. */
  Failures make(List<FunctionEvent.Message> messages) {
    List<Failure> failures = new ArrayList<>();
    for (FunctionEvent.Message message : messages) {
      try {
        RollupMessage wanted = json.readValue(message.body(), RollupMessage.class);
        rollup.make(wanted.run(), wanted.partition());
      } catch (JsonProcessingException | RuntimeException e) {
        log.errorf(e, "the rollup of message %s failed", message.messageId());
        failures.add(new Failure(message.messageId()));
      }
    }
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
