package dev.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.otlp.DecodeMemory;
import dev.millrace.otlp.Encoding;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies over the bounds, however they say or hide their size: 413 with a Status. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
@Tag("R-13")
@Tag("R-14")
@Tag("R-30")
class TooLargeTest {

  private static final int MIB = 1024 * 1024;
  private static final String HINT = "sending_queue.batch";

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

  @Tag("R-06")
  @ParameterizedTest
  @CsvSource({
    "67108865,    application/x-protobuf, application/x-protobuf",
    "134217728,   application/protobuf,   application/protobuf",
    "134217729,   application/json;a=b,   application/json",
    "10737418240, Application/X-Protobuf, application/x-protobuf"
  })
  void refusesAnnouncedBodyWithoutWaitingForIt(String bytes, String type, String answered)
      throws IOException {
    String head =
        "POST /v1/logs/ HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer %s\r\n"
            + "Content-Type: %s\r\nContent-Length: %s\r\nConnection: close\r\n\r\n";
    try (RawHttp connection = new RawHttp()) {
      connection.say(head.formatted(token, type, bytes));

      // With this the message ends.
      assertThat(connection.upTo("max_size)"))
          .startsWith("HTTP/1.1 413")
          .containsIgnoringCase("content-type: " + answered + "\r\n")
          .contains("the limit of 67108864 bytes as sent: it has " + bytes + " bytes", HINT);
    }
  }

  @Test
  void refusesBodyThatComesInChunksWithoutEnd() {
    HttpResponse<byte[]> response =
        wire.postChunked(
            "/v1/logs", token, "application/json", new ByteArrayInputStream(new byte[65 * MIB]));

    assertThat(StatusAssert.messageOf(response, 413, Encoding.JSON))
        .contains("the limit of 67108864 bytes as sent: it has 67108865 bytes or more", HINT);
  }

  @Test
  void refusesMebibyteThatWouldBecomeTenGibibytesAndKeepsNothingOfIt() throws IOException {
    byte[] bomb = bombOfTenGibibytes();
    assertThat(bomb).hasSizeLessThan(MIB);

    for (int i = 0; i < 5; i++) {
      HttpResponse<byte[]> response =
          wire.send(
              "POST",
              "/v1/traces",
              bomb,
              "Authorization",
              "Bearer " + token,
              "Content-Type",
              "application/x-protobuf",
              "Content-Encoding",
              "zstd");

      assertThat(StatusAssert.messageOf(response, 413, Encoding.PROTOBUF))
          .contains("the limit of 67108864 bytes inflated: it has 67108865 bytes or more", HINT);
    }
    try (DecodeMemory.Claim all = memory.claim()) {
      all.grow(HeapShare.bytes(config));
    }
  }

  private static byte[] bombOfTenGibibytes() throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    try (ZstdOutputStream zeros = new ZstdOutputStream(frame)) {
      for (int i = 0; i < 512; i++) {
        zeros.write(new byte[MIB]);
      }
    }
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    for (int i = 0; i < 20; i++) {
      frame.writeTo(bomb);
    }
    return bomb.toByteArray();
  }
}
