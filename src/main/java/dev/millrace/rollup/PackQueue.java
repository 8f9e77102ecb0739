package dev.millrace.rollup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.lake.LakePack;
import dev.millrace.lake.LakeWriter;
import dev.millrace.packs.Pack;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Has packs of a day converted by as many invocations, through SQS, and waits for them: meanwhile
 * the run keeps its organisation's turn, so that nothing else changes the day.
 */
@Singleton
class PackQueue implements Conversion.Elsewhere {

  /** Less than a function has. Whoever gets the run next waits on. */
  private static final Duration WAIT = Duration.ofMinutes(12);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  /** What SQS takes at once. */
  private static final int BATCH = 10;

  private static final Logger log = Logger.getLogger(PackQueue.class);

  private final LakeWriter writer;
  private final Optional<String> url;
  private final int here;
  private final ObjectMapper json;
  private final Supplier<SqsClient> sqs;
  private final Duration wait;
  private final Duration lookEvery;

  @Inject
  PackQueue(LakeWriter writer, RollupConfig config, ObjectMapper json, Instance<SqsClient> sqs) {
    this(writer, config.packsUrl(), config.threads(), json, sqs::get, WAIT, LOOK_EVERY);
  }

  /**
   * A queue.
   *
   * @param here how many packs are rather converted here
   */
  PackQueue(
      LakeWriter writer,
      Optional<String> url,
      int here,
      ObjectMapper json,
      Supplier<SqsClient> sqs,
      Duration wait,
      Duration lookEvery) {
    this.writer = writer;
    this.url = url;
    this.here = here;
    this.json = json;
    this.sqs = sqs;
    this.wait = wait;
    this.lookEvery = lookEvery;
  }

  /** Does nothing where there is no queue, or no more to do than can be done here at once. */
  @Override
  public void convert(Collection<LakePack> packs) {
    if (url.isEmpty()) {
      return;
    }
    List<LakePack> open = packs.stream().filter(pack -> !writer.hasConverted(pack)).toList();
    if (open.size() > here) {
      await(sent(url.get(), open));
    }
  }

  /** Those that the queue has; the others are converted here. */
  private List<LakePack> sent(String url, List<LakePack> packs) {
    List<LakePack> sent = new ArrayList<>();
    try {
      for (int from = 0; from < packs.size(); from += BATCH) {
        List<LakePack> batch = packs.subList(from, Math.min(from + BATCH, packs.size()));
        Set<String> failed = send(url, batch);
        batch.stream().filter(pack -> !failed.contains(pack.name())).forEach(sent::add);
      }
    } catch (SdkException e) {
      log.warnf("the queue of packs is out of reach: %s", e.getMessage());
    }
    return sent;
  }

  private Set<String> send(String url, List<LakePack> batch) {
    return sqs
        .get()
        .sendMessageBatch(send -> send.queueUrl(url).entries(entries(batch)))
        .failed()
        .stream()
        .map(BatchResultErrorEntry::id)
        .collect(Collectors.toSet());
  }

  private List<SendMessageBatchRequestEntry> entries(List<LakePack> packs) {
    return packs.stream()
        .map(
            pack ->
                SendMessageBatchRequestEntry.builder()
                    .id(pack.name())
                    .messageBody(message(pack))
                    .build())
        .toList();
  }

  private String message(LakePack pack) {
    String key = new Pack(pack.partition(), pack.signal(), pack.id()).key();
    try {
      return json.writeValueAsString(new PackMessage(key, pack.edition()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message is always writable", e);
    }
  }

  private void await(List<LakePack> sent) {
    List<LakePack> open = new ArrayList<>(sent);
    long end = System.nanoTime() + wait.toNanos();
    while (!open.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new PacksOutstandingException(open.size());
      }
      pause();
      for (Iterator<LakePack> each = open.iterator(); each.hasNext(); ) {
        if (writer.hasConverted(each.next())) {
          each.remove();
        }
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(lookEvery.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while others convert packs");
    }
  }
}
