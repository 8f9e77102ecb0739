package dev.millrace.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.landing.Landing.Landed;
import dev.millrace.landing.LandingConfig.Content;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtlpJsonWriter;
import dev.millrace.otlp.TestExports;
import dev.millrace.store.DirectoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the store once an export has landed. */
class LandingTest {

  private static final OrgId ORG = new OrgId("acme");
  private static final KeyId KEY = new KeyId("AbCdEf012345");
  private static final LocalDate DAY = LocalDate.parse("2026-11-22");
  private static final Export PLAIN =
      TestExports.log("claude_code.user_prompt", "prompt_length", "12");
  private static final Export TALKATIVE =
      TestExports.log("claude_code.user_prompt", "prompt", "my secret plan");

  @TempDir Path folder;
  private DirectoryObjectStore store;
  private Landing landing;
  private LandedExports landed;

  @BeforeEach
  void open() {
    store = new DirectoryObjectStore(folder);
    landing = new Landing(store, () -> Content.REMOVE);
    landed = new LandedExports(store);
  }

  @Test
  void landsExportUnderItsDay() throws IOException {
    Landed result = land(PLAIN, Encoding.PROTOBUF, ContentCoding.IDENTITY);

    assertThat(result.isNew()).isTrue();
    assertThat(landed.list(new Partition(ORG, DAY)))
        .singleElement()
        .satisfies(listed -> assertThat(listed.object()).isEqualTo(result.object()))
        .satisfies(listed -> assertThat(listed.size()).isEqualTo(result.bytes()));
    assertThat(landed.read(result.object()).message()).isEqualTo(PLAIN.message());
  }

  @Test
  void landsSameBodyOnce() throws IOException {
    Landed first = land(PLAIN, Encoding.PROTOBUF, ContentCoding.IDENTITY);
    Landed again = land(PLAIN, Encoding.PROTOBUF, ContentCoding.IDENTITY);

    assertThat(again.isNew()).isFalse();
    assertThat(again.object()).isEqualTo(first.object());
    assertThat(landed.list(new Partition(ORG, DAY))).hasSize(1);
  }

  @Test
  void takesCompressedBodyForTheSame() throws IOException {
    Landed first = land(PLAIN, Encoding.PROTOBUF, ContentCoding.IDENTITY);

    assertThat(land(PLAIN, Encoding.PROTOBUF, ContentCoding.GZIP).object())
        .isEqualTo(first.object());
  }

  @Test
  void keepsGzipAsItWasSent() throws IOException {
    Body body = body(PLAIN.message().toByteArray(), ContentCoding.GZIP);

    Landed result = landing.land(ORG, KEY, DAY, Encoding.PROTOBUF, body, PLAIN);

    assertThat(store.get(result.object().key())).contains(body.sent());
  }

  @Test
  void landsJsonAsProtobuf() throws IOException {
    Landed result = land(PLAIN, Encoding.JSON, ContentCoding.IDENTITY);

    assertThat(landed.read(result.object()).message()).isEqualTo(PLAIN.message());
  }

  @Test
  void tellsOrganisationsAndSignalsApart() throws IOException {
    Body body = body(new byte[0], ContentCoding.IDENTITY);
    Export noLogs = Export.parse(Signal.LOGS, new byte[0]);
    Export noMetrics = Export.parse(Signal.METRICS, new byte[0]);

    String hash = landing.land(ORG, KEY, DAY, Encoding.PROTOBUF, body, noLogs).object().hash();

    assertThat(landing.land(ORG, KEY, DAY, Encoding.PROTOBUF, body, noMetrics).object().hash())
        .isNotEqualTo(hash);
    assertThat(
            landing
                .land(new OrgId("other"), KEY, DAY, Encoding.PROTOBUF, body, noLogs)
                .object()
                .hash())
        .isNotEqualTo(hash);
  }

  @Test
  void removesContentAndCountsIt() throws IOException {
    Landed result = land(TALKATIVE, Encoding.PROTOBUF, ContentCoding.GZIP);

    assertThat(result.removed()).isEqualTo(1);
    assertThat(landed.read(result.object()).message().toString()).doesNotContain("secret plan");
  }

  @Test
  void keepsContentIfToldTo() throws IOException {
    landing = new Landing(store, () -> Content.KEEP);

    Landed result = land(TALKATIVE, Encoding.PROTOBUF, ContentCoding.GZIP);

    assertThat(result.removed()).isZero();
    assertThat(landed.read(result.object()).message()).isEqualTo(TALKATIVE.message());
  }

  private Landed land(Export export, Encoding encoding, ContentCoding coding) throws IOException {
    byte[] content =
        encoding == Encoding.JSON
            ? new OtlpJsonWriter().write(export)
            : export.message().toByteArray();
    return landing.land(ORG, KEY, DAY, encoding, body(content, coding), export);
  }

  private static Body body(byte[] content, ContentCoding coding) throws IOException {
    byte[] sent = coding == ContentCoding.GZIP ? gzip(content) : content;
    return Body.read(new ByteArrayInputStream(sent), coding, new Body.Bounds(100_000, 100_000));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
