package dev.millrace.landing;

import dev.millrace.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A landing queue in SQS, of the standard type. Its messages are taken by the rollup's artifact,
 * many at a time, which makes packs of them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">Amazon
 *     SQS, "Message quotas"</a>
 */
@ApplicationScoped
class SqsLandingQueue implements LandingQueue {

  /** In base64 this is 240 KiB of the 256 that SQS takes everywhere. */
  static final int MOST_BYTES = 180 * 1024;

  private final Optional<String> url;
  private final Supplier<SqsClient> sqs;

  @Inject
  SqsLandingQueue(LandingConfig config, Instance<SqsClient> sqs) {
    this(config.queueUrl(), sqs::get);
  }

  /**
   * Opens nothing yet.
   *
   * @param sqs asked only where there is a queue: without one there need be neither region nor
   *     credentials
   */
  SqsLandingQueue(Optional<String> url, Supplier<SqsClient> sqs) {
    this.url = url;
    this.sqs = sqs;
  }

  @Override
  public boolean take(RawObject object, byte[] bytes) {
    if (url.isEmpty() || bytes.length > MOST_BYTES) {
      return false;
    }
    try {
      String message = new QueuedExport(object, bytes).message();
      sqs.get().sendMessage(send -> send.queueUrl(url.get()).messageBody(message));
      return true;
    } catch (SdkException e) {
      throw new StoreUnavailableException("cannot send " + object.key() + " to the queue", e);
    }
  }
}
