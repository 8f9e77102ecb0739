package dev.millrace.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.Signal;
import dev.millrace.otlp.ContentCoding;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of landed exports, both ways. */
class RawObjectTest {

  private static final RawObject OBJECT =
      new RawObject(
          new OrgId("acme"),
          Signal.METRICS,
          LocalDate.parse("2026-11-22"),
          "0123456789abcdef0123456789abcdef",
          new KeyId("AbCdEf012345"),
          ContentCoding.GZIP);
  private static final String KEY =
      "raw/org=acme/signal=metrics/date=2026-11-22/0123456789abcdef0123456789abcdef-AbCdEf012345.binpb.gz";

  @Test
  void hasKeyOfTheLayout() {
    assertThat(OBJECT.key()).isEqualTo(KEY);
  }

  @Test
  void isReadFromItsKey() {
    assertThat(RawObject.ofKey(KEY)).contains(OBJECT);
  }

  @Test
  void saysInItsKeyThatItIsZstd() {
    RawObject zstd =
        new RawObject(
            OBJECT.org(),
            OBJECT.signal(),
            OBJECT.received(),
            OBJECT.hash(),
            OBJECT.keyId(),
            ContentCoding.ZSTD);

    assertThat(zstd.key()).isEqualTo(KEY.replace(".gz", ".zst"));
    assertThat(RawObject.ofKey(zstd.key())).contains(zstd);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "raw/org=acme/signal=metrics/date=2026-11-22/notahash-AbCdEf012345.binpb.gz",
        "raw/org=acme/signal=gauges/date=2026-11-22/0123456789abcdef0123456789abcdef-AbCdEf012345.binpb.gz",
        "lake/metrics/org=acme/event_date=2026-11-22/received=2026-11-22-all.parquet"
      })
  void isNotReadFromOtherKeys(String key) {
    assertThat(RawObject.ofKey(key)).isEmpty();
  }
}
