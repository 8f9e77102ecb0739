package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.bench.LandedDay;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.landing.Weight;
import dev.millrace.packs.Packs;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.DirectoryObjectStore;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.usage.RollupExtent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A day whose packs are converted by as many invocations, compared with one that does it alone. */
class PackQueueTest {

  private static final Partition PARTITION =
      new Partition(new OrgId("acme"), LocalDate.parse("2026-03-10"));
  private static final Weight SMALL = new Weight(1 << 20, 1_000, 1 << 30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static SQSRestServer server;
  private static SqsClient sqs;
  private static int queues;

  @TempDir Path folder;
  private RollupConfig config;
  private DuckDbSettings settings;
  private ObjectStore store;
  private String url;
  private Map<String, Integer> alone;

  @BeforeAll
  static void start() {
    server = SQSRestServerBuilder.withInterface("127.0.0.1").withPort(0).start();
    int port = server.waitUntilStarted().localAddress().getPort();
    sqs =
        SqsClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + port))
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterAll
  static void stop() {
    sqs.close();
    server.stopAndWait();
  }

  @BeforeEach
  void convertAlone() throws IOException {
    new LandedDay(folder.resolve("store"), PARTITION, 20_000).land(2);
    store = new DirectoryObjectStore(folder.resolve("store"));
    config = new FolderSettings(folder.resolve("temp"), 800, 2, 4);
    settings = new DuckDbSettings(config.temp(), config.memory(), 2);
    RollupOfFolder.day(store, settings, config, SMALL).convert(PARTITION, RollupExtent.NEW);
    alone = lake();
    new Landscape(store, PARTITION.org()).delete("lake/");
    queues++;
    url = sqs.createQueue(create -> create.queueName("packs-" + queues)).queueUrl();
  }

  @Test
  void spreadsDayOverAsManyInvocationsAsPacks() throws IOException {
    CompletableFuture<DayOfArrival.Converted> run = run(Duration.ofMinutes(5));

    List<String> invocations = new ArrayList<>();
    while (!run.isDone()) {
      for (Message message : received()) {
        invocations.add(message.body());
        invoke(store, message);
        delete(message);
      }
    }

    assertThat(run.join().open()).isNotEmpty();
    assertThat(invocations)
        .hasSize(new Packs(store).of(PARTITION).size())
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(9);
    assertThat(lake()).isEqualTo(alone);
  }

  @Test
  void invocationsThatDieAndMessagesThatComeTwiceChangeNothing() throws IOException {
    CompletableFuture<DayOfArrival.Converted> run = run(Duration.ofMinutes(5));

    int death = 0;
    while (!run.isDone()) {
      for (Message message : received()) {
        BreakableStore mortal = new BreakableStore(store);
        mortal.dieAtWrite(1 + death++ % 5);
        try {
          invoke(mortal, message);
        } catch (StoreUnavailableException e) {
          // It is delivered again, here at once.
        }
        invoke(store, message);
        invoke(store, message);
        delete(message);
      }
    }

    run.join();
    assertThat(death).isGreaterThan(9);
    assertThat(lake()).isEqualTo(alone);
  }

  @Test
  void givesUpWhereNobodyConvertsAndTheNextRunGoesOn() throws IOException {
    CompletableFuture<DayOfArrival.Converted> first = run(Duration.ofMillis(100));
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(first::join)
        .withCauseInstanceOf(PacksOutstandingException.class);
    assertThat(lake()).isEmpty();

    for (List<Message> some = received(); !some.isEmpty(); some = received()) {
      for (Message message : some) {
        invoke(store, message);
        delete(message);
      }
    }
    run(Duration.ofMillis(100)).join();

    assertThat(lake()).isEqualTo(alone);
  }

  @Test
  void convertsHereWhatTheQueueDoesNotTake() {
    url = url + "-that-is-not";

    run(Duration.ofMillis(100)).join();

    assertThat(lake()).isEqualTo(alone);
  }

  @Test
  void convertsHereWhatIsFew() {
    config = new FolderSettings(folder.resolve("temp"), 800, 1_000, 4);

    run(Duration.ofMillis(100)).join();

    assertThat(received()).isEmpty();
    assertThat(lake()).isEqualTo(alone);
  }

  @Test
  void leavesPackAloneThatIsAnotherByNowOrGone() {
    String key = new Packs(store).of(PARTITION).get(0).key();
    Conversion conversion = RollupOfFolder.conversion(store, settings, config, packs -> {});

    conversion.convert(new PackMessage(key, "an edition before"));
    conversion.convert(
        new PackMessage(key.replaceFirst("pack-[0-9a-f]{32}", "pack-" + "0".repeat(32)), "1"));

    assertThat(lake()).isEmpty();
  }

  private CompletableFuture<DayOfArrival.Converted> run(Duration wait) {
    PackQueue queue =
        new PackQueue(
            RollupOfFolder.writer(store, settings),
            Optional.of(url),
            config.threads(),
            JSON,
            () -> sqs,
            wait,
            Duration.ofMillis(10));
    Conversion conversion = RollupOfFolder.conversion(store, settings, config, queue);
    DayOfArrival day = RollupOfFolder.day(store, config, SMALL, conversion);
    return CompletableFuture.supplyAsync(() -> day.convert(PARTITION, RollupExtent.NEW));
  }

  /** As the function does that a message is given to. */
  private void invoke(ObjectStore store, Message message) throws IOException {
    RollupOfFolder.conversion(store, settings, config, packs -> {})
        .convert(JSON.readValue(message.body(), PackMessage.class));
  }

  private void delete(Message message) {
    sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
  }

  private List<Message> received() {
    return sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10)).messages();
  }

  private Map<String, Integer> lake() {
    return new Landscape(store, PARTITION.org()).hashes("lake/");
  }
}
