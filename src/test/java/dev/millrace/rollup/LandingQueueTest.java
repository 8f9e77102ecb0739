package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.landing.Landing;
import dev.millrace.landing.LandingSettings;
import dev.millrace.landing.RawObject;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.Decoded;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.TestExports;
import dev.millrace.packs.PackIndex;
import dev.millrace.packs.PackMember;
import dev.millrace.packs.PackedDay;
import dev.millrace.packs.Packing;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.DirectoryObjectStore;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.store.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

/** Exports that land in a queue: durable when it has them, packed from it, counted once. */
class LandingQueueTest {

  private static final Partition DAY =
      new Partition(new OrgId("acme"), LocalDate.parse("2026-11-22"));
  private static final KeyId KEY = new KeyId("AbCdEf012345");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static SQSRestServer server;
  private static SqsClient sqs;
  private static int queues;

  @TempDir Path folder;
  private ObjectStore store;
  private String url;
  private String deadLetters;
  private LandingSettings settings;
  private Landing landing;
  private Packing packing;

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
  void open() {
    store = new DirectoryObjectStore(folder);
    url = newQueue();
    deadLetters = newQueue();
    settings = LandingSettings.through(url, deadLetters);
    landing = settings.landing(store, sqs);
    packing = new Packing(store, 2, Packing.BOUND);
  }

  private static String newQueue() {
    queues++;
    return sqs.createQueue(create -> create.queueName("queue-" + queues)).queueUrl();
  }

  @Test
  void exportIsInTheQueueAndNowhereElseUntilItIsPacked() throws Exception {
    land(1);
    assertThat(objects()).isEmpty();

    assertThat(landings(store).pack(received())).isEmpty();

    assertThat(names(packing.pack(DAY, false))).hasSize(1);
    assertThat(objects()).hasSize(2);
  }

  @Test
  void countsOnceWhatIsDeliveredSeveralTimesAndInOtherBatches() throws Exception {
    IntStream.range(0, 40).forEach(this::land);
    List<Map.Entry<String, JsonNode>> messages = new ArrayList<>(received().entrySet());
    Random random = new Random(5);

    for (int batch = 0; batch < 20; batch++) {
      Map<String, JsonNode> some = new LinkedHashMap<>();
      messages.stream()
          .filter(message -> random.nextInt(4) == 0)
          .forEach(message -> some.put(message.getKey(), message.getValue()));
      assertThat(landings(store).pack(some)).isEmpty();
    }
    Map<String, JsonNode> all = new LinkedHashMap<>();
    messages.forEach(message -> all.put(message.getKey(), message.getValue()));
    landings(store).pack(all);

    assertThat(names(packing.pack(DAY, true))).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void landsTooLargeExportAsObject() {
    byte[] noise = new byte[200 * 1024];
    new Random(1).nextBytes(noise);

    landing.land(
        DAY.org(),
        KEY,
        DAY.received(),
        body(noise),
        new Decoded(TestExports.log("x", "k", "v"), true, false, false, false, 0, false, ""));

    assertThat(objects()).singleElement().asString().endsWith(".binpb.gz");
  }

  @Test
  void reportsJustTheMessagesThatHoldNoExport() throws Exception {
    land(1);
    Map<String, JsonNode> messages = new LinkedHashMap<>(received());
    messages.put("no key", JSON.readTree("{\"landed\": \"raw/x\", \"bytes\": \"AAAA\"}"));
    messages.put("no base64", with("***"));
    messages.put("no export", with("AAAA"));
    messages.put("nothing", with(""));

    assertThat(landings(store).pack(messages))
        .containsExactlyInAnyOrder("no key", "no base64", "no export", "nothing");
    assertThat(names(packing.pack(DAY, false))).hasSize(1);
  }

  private static JsonNode with(String bytes) {
    String key =
        new RawObject(
                DAY.org(), Signal.LOGS, DAY.received(), "0".repeat(32), KEY, ContentCoding.GZIP)
            .key();
    return JSON.createObjectNode().put("landed", key).put("bytes", bytes);
  }

  @Test
  void reportsAllOfADayWhoseStoreIsOutOfReachAndTheirRetryCountsOnce() throws Exception {
    land(1);
    land(2);
    Map<String, JsonNode> messages = received();
    BreakableStore breakable = new BreakableStore(store);
    breakable.dieAtWrite(2);

    assertThat(landings(breakable).pack(messages)).isEqualTo(messages.keySet());
    breakable.repair();
    assertThat(landings(breakable).pack(messages)).isEmpty();

    assertThat(names(packing.pack(DAY, false))).hasSize(2);
  }

  @Test
  void asksAgainWhereTheQueueIsOutOfReach() {
    LandingSettings nowhere = LandingSettings.through(url + "-that-is-not", "");
    Landing unreachable = nowhere.landing(store, sqs);

    assertThatThrownBy(() -> land(unreachable, 1)).isInstanceOf(StoreUnavailableException.class);
    assertThat(objects()).isEmpty();
  }

  @Test
  void landsDeadLettersAndLeavesWhatHoldsNoExport() throws Exception {
    IntStream.range(0, 25).forEach(this::land);
    received()
        .values()
        .forEach(
            message ->
                sqs.sendMessage(
                    send -> send.queueUrl(deadLetters).messageBody(message.toString())));
    sqs.sendMessage(send -> send.queueUrl(deadLetters).messageBody("no JSON"));

    DeadLetters.Landed landed = new DeadLetters(landings(store), settings, JSON, () -> sqs).land();

    assertThat(landed).isEqualTo(new DeadLetters.Landed(25, 1));
    assertThat(names(packing.pack(DAY, false))).hasSize(25);
  }

  private void land(int number) {
    land(landing, number);
  }

  private static void land(Landing landing, int number) {
    Export export = TestExports.log("claude_code.api_request", "request_id", "r" + number);
    landing.land(
        DAY.org(),
        KEY,
        DAY.received(),
        body(export.message().toByteArray()),
        Decoded.whole(export));
  }

  private static Body body(byte[] content) {
    try {
      return Body.read(
          new ByteArrayInputStream(content),
          ContentCoding.IDENTITY,
          new Body.Bounds(1 << 20, 1 << 20));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static QueuedLandings landings(ObjectStore store) {
    return new QueuedLandings(
        new Packing(store, 2, Packing.BOUND), new FunctionFailures(Clock.systemUTC()));
  }

  /** All that is in the queue, as a function gets it. */
  private Map<String, JsonNode> received() throws Exception {
    Map<String, JsonNode> received = new LinkedHashMap<>();
    List<Message> batch = receive();
    while (!batch.isEmpty()) {
      for (Message message : batch) {
        received.put(message.messageId(), JSON.readTree(message.body()));
      }
      batch = receive();
    }
    return received;
  }

  private List<Message> receive() {
    return sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10)).messages();
  }

  private static List<String> names(PackedDay day) {
    return day.packs().stream()
        .map(PackIndex::members)
        .flatMap(List::stream)
        .map(PackMember::name)
        .toList();
  }

  private List<String> objects() {
    try (Stream<StoredObject> objects = store.list("raw/")) {
      return objects.map(StoredObject::key).toList();
    }
  }
}
