package dev.millrace.landing;

import dev.millrace.store.ObjectStore;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Settings of landing, as tests want them. */
public record LandingSettings(
    Content content,
    Optional<List<String>> allowedKeys,
    Optional<String> queueUrl,
    Optional<String> deadLetterUrl)
    implements LandingConfig {

  static LandingSettings of(Content content) {
    return new LandingSettings(content, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static LandingSettings through(String queueUrl, String deadLetterUrl) {
    return new LandingSettings(
        Content.REMOVE, Optional.empty(), Optional.of(queueUrl), Optional.of(deadLetterUrl));
  }

  /** A landing into the store, or into the queue that is set. */
  public Landing landing(ObjectStore store, SqsClient sqs) {
    return new Landing(store, this, new SqsLandingQueue(queueUrl, () -> sqs));
  }
}
