package dev.millrace.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.landing.Landing.Landed;
import dev.millrace.landing.LandingConfig.Content;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.Coded;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.Decoded;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtlpJsonWriter;
import dev.millrace.otlp.TestExports;
import dev.millrace.store.DirectoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    landing = new Landing(store, LandingSettings.of(Content.REMOVE));
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
  void retryRepairsDamagedObjectAndLeavesErasedOne() throws IOException {
    RawObject object = land(PLAIN, Encoding.PROTOBUF, ContentCoding.IDENTITY).object();
    byte[] whole = store.get(object.key()).orElseThrow();
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 4;

    for (byte[] damaged : List.of(new byte[0], Arrays.copyOf(whole, 20), flipped)) {
      store.put(object.key(), damaged);
      assertThat(land(PLAIN, Encoding.PROTOBUF, ContentCoding.IDENTITY).isNew()).isFalse();
      assertThat(store.get(object.key())).hasValue(whole);
    }
    landing.empty(object);
    byte[] erased = store.get(object.key()).orElseThrow();
    land(PLAIN, Encoding.PROTOBUF, ContentCoding.IDENTITY);
    assertThat(store.get(object.key())).hasValue(erased);
  }

  @Tag("R-38")
  @Test
  void landsSameBodyOnce() throws IOException {
    Landed first = land(PLAIN, Encoding.PROTOBUF, ContentCoding.IDENTITY);
    Landed again = land(PLAIN, Encoding.PROTOBUF, ContentCoding.IDENTITY);

    assertThat(again.isNew()).isFalse();
    assertThat(again.object()).isEqualTo(first.object());
    assertThat(landed.list(new Partition(ORG, DAY))).hasSize(1);
  }

  @Tag("R-38")
  @Test
  void landsSameBodyOnceThoughItComesManyTimesAtOnce() throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(16);
    try {
      List<Callable<Landed>> deliveries =
          Collections.nCopies(16, () -> land(PLAIN, Encoding.PROTOBUF, ContentCoding.IDENTITY));
      List<Boolean> isNew = new ArrayList<>();
      for (Future<Landed> delivery : senders.invokeAll(deliveries)) {
        isNew.add(delivery.get().isNew());
      }
      assertThat(isNew).containsOnlyOnce(true);
    } finally {
      senders.shutdown();
    }
    assertThat(landed.list(new Partition(ORG, DAY))).hasSize(1);
  }

  @Tag("R-38")
  @Test
  void knowsBodyThatLandedBeforeARestart() throws IOException {
    land(PLAIN, Encoding.PROTOBUF, ContentCoding.IDENTITY);

    open();

    assertThat(land(PLAIN, Encoding.PROTOBUF, ContentCoding.IDENTITY).isNew()).isFalse();
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

    Landed result = landing.land(ORG, KEY, DAY, body, Decoded.whole(PLAIN));

    assertThat(store.get(result.object().key())).contains(body.sent());
  }

  @Tag("R-10")
  @DisplayName("R-10 zstd lands as it was sent, under a name that says so")
  @Test
  void keepsZstdAsItWasSent() throws IOException {
    Body body = body(PLAIN.message().toByteArray(), ContentCoding.ZSTD);

    Landed result = landing.land(ORG, KEY, DAY, body, Decoded.whole(PLAIN));

    assertThat(result.object().key()).endsWith(".binpb.zst");
    assertThat(store.get(result.object().key())).contains(body.sent());
    assertThat(landed.list(new Partition(ORG, DAY)))
        .singleElement()
        .satisfies(
            listed ->
                assertThat(landed.read(listed.object()).message()).isEqualTo(PLAIN.message()));
  }

  @Tag("R-10")
  @DisplayName("R-10 every other coding, and what content was removed from, lands as gzip")
  @ParameterizedTest
  @EnumSource
  void landsWhatIsWrittenAnewAsGzip(ContentCoding coding) throws IOException {
    Landed result = land(TALKATIVE, Encoding.PROTOBUF, coding);
    Landed fromJson = land(PLAIN, Encoding.JSON, coding);

    assertThat(result.object().key()).endsWith(".binpb.gz");
    assertThat(fromJson.object().key()).endsWith(".binpb.gz");
    assertThat(landed.read(fromJson.object()).message()).isEqualTo(PLAIN.message());
  }

  @Tag("R-38")
  @DisplayName("R-38 the same content in two codings is listed once")
  @Test
  void listsExportOfTwoCodingsOnce() throws IOException {
    Landed gzip = land(PLAIN, Encoding.PROTOBUF, ContentCoding.GZIP);
    Landed zstd = land(PLAIN, Encoding.PROTOBUF, ContentCoding.ZSTD);

    assertThat(zstd.object().hash()).isEqualTo(gzip.object().hash());
    assertThat(landed.list(new Partition(ORG, DAY)))
        .singleElement()
        .satisfies(listed -> assertThat(listed.object()).isEqualTo(gzip.object()));
  }

  @Tag("R-65")
  @Test
  void landsJsonAsProtobuf() throws IOException {
    Landed result = land(PLAIN, Encoding.JSON, ContentCoding.IDENTITY);

    assertThat(landed.read(result.object()).message()).isEqualTo(PLAIN.message());
  }

  @Test
  void tellsOrganisationsAndSignalsApart() throws IOException {
    Body body = body(new byte[0], ContentCoding.IDENTITY);
    Decoded noLogs = Decoded.whole(Export.parse(Signal.LOGS, new byte[0]));
    Decoded noMetrics = Decoded.whole(Export.parse(Signal.METRICS, new byte[0]));

    String hash = landing.land(ORG, KEY, DAY, body, noLogs).object().hash();

    assertThat(landing.land(ORG, KEY, DAY, body, noMetrics).object().hash()).isNotEqualTo(hash);
    assertThat(landing.land(new OrgId("other"), KEY, DAY, body, noLogs).object().hash())
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
    landing = new Landing(store, LandingSettings.of(Content.KEEP));

    Landed result = land(TALKATIVE, Encoding.PROTOBUF, ContentCoding.GZIP);

    assertThat(result.removed()).isZero();
    assertThat(landed.read(result.object()).message()).isEqualTo(TALKATIVE.message());
  }

  private Landed land(Export export, Encoding encoding, ContentCoding coding) throws IOException {
    byte[] content =
        encoding == Encoding.JSON
            ? new OtlpJsonWriter().write(export)
            : export.message().toByteArray();
    Decoded decoded =
        new Decoded(export, encoding == Encoding.PROTOBUF, true, true, false, 0, false, "");
    return landing.land(ORG, KEY, DAY, body(content, coding), decoded);
  }

  private static Body body(byte[] content, ContentCoding coding) throws IOException {
    byte[] sent = Coded.as(coding, content);
    return Body.read(new ByteArrayInputStream(sent), coding, new Body.Bounds(100_000, 100_000));
  }
}
