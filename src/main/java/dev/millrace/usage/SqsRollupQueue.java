package dev.millrace.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Asks for rollups and erasures through SQS: the console function has no rollup in it.
 *
 * <p>The queue is FIFO and an organisation is a group in it, so that one organisation's rollups are
 * made one after the other, as they must be: two at once could each miss what the other is writing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagegroupid-property.html">Amazon
 *     SQS, "Using the message group ID"</a>
 */
@DefaultBean
@ApplicationScoped
public class SqsRollupQueue implements RollupQueue {

  private static final Logger log = Logger.getLogger(SqsRollupQueue.class);

  private final RollupRuns runs;
  private final ErasureRuns erasures;
  private final ObjectMapper json;
  private final RollupQueueConfig config;
  private final Supplier<SqsClient> sqs;

  @Inject
  SqsRollupQueue(
      RollupRuns runs,
      ErasureRuns erasures,
      ObjectMapper json,
      RollupQueueConfig config,
      Instance<SqsClient> sqs) {
    this(runs, erasures, json, config, sqs::get);
  }

  /**
   * Opens nothing yet.
   *
   * @param sqs asked only where there is a queue: without one there need be neither region nor
   *     credentials
   */
  SqsRollupQueue(
      RollupRuns runs,
      ErasureRuns erasures,
      ObjectMapper json,
      RollupQueueConfig config,
      Supplier<SqsClient> sqs) {
    this.runs = runs;
    this.erasures = erasures;
    this.json = json;
    this.config = config;
    this.sqs = sqs;
  }

  /** Whether a queue is configured. */
  public boolean isOpen() {
    return config.url().isPresent();
  }

  /**
   * Books the run, then sends it.
   *
   * @throws RollupQueueUnavailableException if there is no queue or it cannot be reached
   */
  @Override
  public RollupRun request(Partition partition, RollupExtent extent, String requestedBy) {
    String url = url();
    RollupRun run = runs.requested(partition, requestedBy);
    RollupMessage message = RollupMessage.of(run, extent);
    send(url, partition.org(), run.id(), message, why -> runs.failed(run.id(), why));
    return run;
  }

  /** Likewise. */
  @Override
  public ErasureRun erase(OrgId org, Set<String> identities, String requestedBy) {
    String url = url();
    ErasureRun run = erasures.requested(org, requestedBy);
    ErasureMessage message = ErasureMessage.of(run, identities);
    send(url, org, run.id(), message, why -> erasures.failed(run.id(), why));
    return run;
  }

  private String url() {
    return config
        .url()
        .orElseThrow(
            () ->
                new RollupQueueUnavailableException(
                    "there is no queue for rollups here: millrace.rollup-queue.url is not set",
                    null));
  }

  private void send(String url, OrgId org, UUID id, Record message, Consumer<String> failed) {
    try {
      sqs.get()
          .sendMessage(
              send ->
                  send.queueUrl(url)
                      .messageBody(written(message))
                      .messageGroupId(org.value())
                      .messageDeduplicationId(id.toString()));
    } catch (SdkException e) {
      log.warnf("the queue for rollups is out of reach: %s", e.getMessage());
      failed.accept("the queue for rollups could not be reached");
      throw new RollupQueueUnavailableException("the queue for rollups is out of reach", e);
    }
  }

  private String written(Record message) {
    try {
      return json.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message is always writable", e);
    }
  }
}
