package dev.millrace.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** How a function asks for a rollup: what the queue gets and what the book says. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class SqsRollupQueueTest {

  private static final String URL = "https://sqs.us-east-1.amazonaws.com/1/rollups.fifo";

  @Inject RollupRuns runs;
  @Inject ErasureRuns erasures;
  @Inject ObjectMapper json;
  @Inject People people;
  @Inject KeyRegistry keys;

  private final SqsServer server = SqsServer.start();
  private final SqsClient client = server.client();
  private Partition partition;

  @BeforeEach
  void enrol() {
    OrgId org = new TestOrganisation(people, keys).id();
    partition = new Partition(org, LocalDate.parse("2026-11-22"));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void sendsBookedRunInItsOrganisationsGroup() throws Exception {
    RollupRun run = queue(Optional.of(URL)).request(partition, RollupExtent.AGAIN, "somebody");

    JsonNode sent = server.sent().get(0);
    RollupMessage message = json.readValue(sent.get("MessageBody").asText(), RollupMessage.class);
    assertThat(message.run()).isEqualTo(run.id());
    assertThat(message.partition()).isEqualTo(partition);
    assertThat(message.wanted()).isEqualTo(RollupExtent.AGAIN);
    assertThat(sent.get("QueueUrl").asText()).isEqualTo(URL);
    assertThat(sent.get("MessageGroupId").asText()).isEqualTo(partition.org().value());
    assertThat(sent.get("MessageDeduplicationId").asText()).isEqualTo(run.id().toString());
    assertThat(runs.latest(partition.org(), 10)).containsExactly(run);
  }

  @Test
  void saysThatThereIsNoQueueAndBooksNothing() {
    assertThatThrownBy(
            () -> queue(Optional.empty()).request(partition, RollupExtent.AGAIN, "somebody"))
        .isInstanceOf(RollupQueueUnavailableException.class)
        .hasMessage("there is no queue for rollups here: millrace.rollup-queue.url is not set");
    assertThat(runs.latest(partition.org(), 10)).isEmpty();
  }

  @Test
  void booksRunThatCannotBeSentAsFailed() {
    server.close();

    assertThatThrownBy(
            () -> queue(Optional.of(URL)).request(partition, RollupExtent.AGAIN, "somebody"))
        .isInstanceOf(RollupQueueUnavailableException.class)
        .hasMessage("the queue for rollups is out of reach");
    assertThat(runs.latest(partition.org(), 10))
        .extracting(RollupRun::state)
        .containsExactly(RollupRun.State.FAILED);
  }

  private SqsRollupQueue queue(Optional<String> url) {
    return new SqsRollupQueue(runs, erasures, json, () -> url, () -> client);
  }
}
