package dev.millrace.otlp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.millrace.Signal;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.EntityRef;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Strings that are not UTF-8 are kept with U+FFFD in place of what is wrong: rule R-66. */
@Tag("R-66")
class BrokenTextTest {

  private static final Decoder DECODER =
      new Decoder(new MessageBounds(100, 1_000_000), TestExports.NOTHING);
  private static final byte[] LATIN = "caf\u00e9".getBytes(ISO_8859_1);

  @DisplayName("R-66 the record is kept, its text repaired and the rest as it was")
  @Test
  void repairsText() {
    byte[] value = WireMessage.field(1, LATIN);
    byte[] attribute = WireMessage.of(WireMessage.field(1, LATIN), WireMessage.field(2, value));
    byte[] traceId = new byte[16];
    traceId[3] = (byte) 0xff;
    Decoded decoded =
        decoded(
            WireMessage.request(
                WireMessage.field(5, WireMessage.field(7, LATIN)),
                WireMessage.field(6, attribute),
                WireMessage.field(9, traceId),
                WireMessage.field(12, "caf\u00e9".getBytes(UTF_8)),
                WireMessage.field(99, LATIN)));

    LogRecord record = record(decoded);
    assertThat(decoded.remark()).startsWith("2 strings were not valid Unicode");
    assertThat(decoded.rejected()).isZero();
    assertThat(decoded.isContent()).isFalse();
    assertThat(record.getAttributesList())
        .containsExactly(
            KeyValue.newBuilder()
                .setKey("caf\ufffd")
                .setValue(AnyValue.newBuilder().setStringValue("caf\ufffd"))
                .build());
    assertThat(record.getBody().getBytesValue()).isEqualTo(ByteString.copyFrom(LATIN));
    assertThat(record.getTraceId()).isEqualTo(ByteString.copyFrom(traceId));
    assertThat(record.getEventName()).isEqualTo("caf\u00e9");
    assertThat(record.getUnknownFields().getField(99).getLengthDelimitedList())
        .containsExactly(ByteString.copyFrom(LATIN));
  }

  @DisplayName("R-66 every way in which bytes are no UTF-8 is found, wherever it stands in a text")
  @ParameterizedTest
  @CsvSource({"ff", "80", "c3", "c080", "e28282ff", "eda080", "f4908080", "f09f94"})
  void findsWhatIsNoUtf8(String hex) {
    byte[] broken = HexFormat.of().parseHex(hex);
    for (int before = 0; before < 20; before++) {
      byte[] text =
          WireMessage.of("x".repeat(before).getBytes(UTF_8), broken, "\u00e9 end".getBytes(UTF_8));
      Decoded decoded = decoded(WireMessage.request(WireMessage.field(12, text)));

      assertThat(decoded.remark()).startsWith("1 strings");
      assertThat(record(decoded).getEventName())
          .startsWith("x".repeat(before))
          .contains("\ufffd")
          .endsWith("\u00e9 end");
    }
  }

  @DisplayName("R-66 texts in lists are repaired too")
  @Test
  void repairsListedTexts() {
    byte[] reference = WireMessage.of(WireMessage.field(3, LATIN), WireMessage.field(3, LATIN));
    byte[] request = WireMessage.field(1, WireMessage.field(1, WireMessage.field(3, reference)));

    Export.Logs logs = (Export.Logs) decoded(request).export();

    assertThat(logs.message().getResourceLogs(0).getResource())
        .isEqualTo(
            Resource.newBuilder()
                .addEntityRefs(EntityRef.newBuilder().addIdKeys("caf\ufffd").addIdKeys("caf\ufffd"))
                .build());
  }

  @DisplayName("R-66 where nothing is broken nothing is rewritten, whatever the text")
  @ParameterizedTest
  @EnumSource
  void leavesTheRestAlone(Signal signal) {
    for (int seed = 0; seed < 40; seed++) {
      byte[] content = RandomExports.of(signal, seed).message().toByteArray();

      assertThat(decoded(signal, content).isContent()).isTrue();
      assertThat(TextRepair.of(content, OtlpShapes.request(signal))).isEqualTo(content);
    }
  }

  @DisplayName("R-66 a damaged body is read or refused, and nothing else happens")
  @ParameterizedTest
  @EnumSource
  void survivesDamage(Signal signal) {
    Random random = new Random(1);
    for (int seed = 0; seed < 40; seed++) {
      byte[] content = RandomExports.of(signal, seed).message().toByteArray();
      for (int i = 0; i < 200 && content.length > 0; i++) {
        byte[] damaged = content.clone();
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        readOrRefuse(signal, damaged);
      }
    }
  }

  private static void readOrRefuse(Signal signal, byte[] content) {
    try {
      Export export = decoded(signal, content).export();
      assertThat(Export.parse(signal, export.message().toByteArray())).isEqualTo(export);
    } catch (OtlpException e) {
      assertThat(e.reason()).isEqualTo(OtlpException.Reason.UNDECODABLE);
    }
  }

  private static Decoded decoded(byte[] request) {
    return decoded(Signal.LOGS, request);
  }

  private static Decoded decoded(Signal signal, byte[] request) {
    try (DecodeMemory.Claim claim = DecodeMemory.unbounded().claim()) {
      return DECODER.decode(signal, Encoding.PROTOBUF, request, claim);
    }
  }

  private static LogRecord record(Decoded decoded) {
    return ((Export.Logs) decoded.export())
        .message()
        .getResourceLogs(0)
        .getScopeLogs(0)
        .getLogRecords(0);
  }
}
