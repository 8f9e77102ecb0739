package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.otlp.DecodeMemory;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.OtlpJsonWriter;
import dev.millrace.otlp.TestExports;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What senders are told while others' exports hold all the memory that there is for decoding. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class BusyTest {

  private final Wire wire = new Wire();

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject DecodeMemory memory;
  @Inject IngestConfig config;

  private String token;

  @BeforeEach
  void enrol() {
    token = new TestOrganisation(people, keys).token(Scope.OTEL_WRITE);
  }

  @Tag("R-30")
  @Tag("R-32")
  @Tag("R-33")
  @Tag("R-34")
  @ParameterizedTest
  @EnumSource
  void asksToSendAgain(Encoding encoding) {
    try (DecodeMemory.Claim others = memory.claim()) {
      others.grow(HeapShare.bytes(config));

      HttpResponse<byte[]> response = send(encoding);

      assertThat(StatusAssert.messageOf(response, 503, encoding)).contains("memory");
      assertThat(response.headers().allValues("Retry-After")).containsExactly("1");
    }
    assertThat(send(encoding).statusCode()).isEqualTo(200);
  }

  private HttpResponse<byte[]> send(Encoding encoding) {
    var export = TestExports.log("hello", "k", "v");
    byte[] body =
        encoding == Encoding.JSON
            ? new OtlpJsonWriter().write(export)
            : export.message().toByteArray();
    return wire.post("/v1/logs", token, encoding.mediaType(), body);
  }
}
