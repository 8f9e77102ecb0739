package dev.millrace.rollup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.landing.LandingConfig;
import dev.millrace.landing.QueuedExport;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Lands the exports that the landing queue gave up: after a store was out of reach for long, say.
 */
@Singleton
class DeadLetters {

  /** As many as SQS gives at once. */
  private static final int BATCH = 10;

  /** While a message is here nobody else gets it; what cannot be landed comes back after that. */
  private static final int SECONDS_HIDDEN = 120;

  private final QueuedLandings landings;
  private final LandingConfig config;
  private final ObjectMapper json;
  private final Supplier<SqsClient> sqs;

  @Inject
  DeadLetters(
      QueuedLandings landings, LandingConfig config, ObjectMapper json, Instance<SqsClient> sqs) {
    this(landings, config, json, sqs::get);
  }

  DeadLetters(
      QueuedLandings landings, LandingConfig config, ObjectMapper json, Supplier<SqsClient> sqs) {
    this.landings = landings;
    this.config = config;
    this.json = json;
    this.sqs = sqs;
  }

  /**
   * Lands what lies in the dead-letter queue and takes it away; what holds no export, or cannot be
   * landed now, stays.
   *
   * @throws IllegalArgumentException if there is no such queue
   */
  Landed land() {
    String url =
        config
            .deadLetterUrl()
            .orElseThrow(
                () -> new IllegalArgumentException("millrace.landing.dead-letter-url is not set"));
    Landed total = new Landed(0, 0);
    for (List<Message> batch = receive(url); !batch.isEmpty(); batch = receive(url)) {
      total = total.plus(land(url, batch));
    }
    return total;
  }

  private List<Message> receive(String url) {
    return sqs.get()
        .receiveMessage(
            receive ->
                receive
                    .queueUrl(url)
                    .maxNumberOfMessages(BATCH)
                    .visibilityTimeout(SECONDS_HIDDEN)
                    .waitTimeSeconds(1))
        .messages();
  }

  private Landed land(String url, List<Message> batch) {
    Map<String, String> receipts = new HashMap<>();
    Map<String, JsonNode> exports = new LinkedHashMap<>();
    for (Message message : batch) {
      parsed(message.body())
          .filter(QueuedExport::isIn)
          .ifPresent(
              export -> {
                receipts.put(message.messageId(), message.receiptHandle());
                exports.put(message.messageId(), export);
              });
    }
    Set<String> failed = landings.pack(exports);
    List<DeleteMessageBatchRequestEntry> landed =
        exports.keySet().stream()
            .filter(id -> !failed.contains(id))
            .map(
                id ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id(id)
                        .receiptHandle(receipts.get(id))
                        .build())
            .toList();
    if (!landed.isEmpty()) {
      sqs.get().deleteMessageBatch(delete -> delete.queueUrl(url).entries(landed));
    }
    return new Landed(landed.size(), batch.size() - landed.size());
  }

  private Optional<JsonNode> parsed(String body) {
    try {
      return Optional.of(json.readTree(body));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * What became of dead letters.
   *
   * @param landed exports that are packed now
   * @param left messages that stay
   */
  record Landed(int landed, int left) {

    private Landed plus(Landed other) {
      return new Landed(landed + other.landed, left + other.left);
    }
  }
}
