package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.Signal;
import dev.millrace.otlp.OtlpException.Reason;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small bodies that would become large: they are refused, and take little memory until they are.
 */
class BombTest {

  private static final int MIB = 1024 * 1024;
  private static final MessageBounds MESSAGES = new MessageBounds(100, 2_000_000);

  @Tag("R-13")
  @DisplayName("R-13 inflating stops at the limit, however much there would be")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
  void stopsInflatingAtTheLimit(ContentCoding coding) {
    byte[] bomb = zeros(coding, 128);
    Body.Bounds bounds = new Body.Bounds(64 * MIB, 4 * MIB);

    long allocated =
        Allocation.bytesOf(
            () ->
                assertThatThrownBy(() -> Body.read(new ByteArrayInputStream(bomb), coding, bounds))
                    .hasMessageContaining(
                        "limit of 4194304 bytes inflated: it has 4194305 bytes or more"));

    assertThat(allocated).isLessThan(12L * MIB);
  }

  @Tag("R-13")
  @DisplayName("R-13 a MiB that would inflate to 10 GiB, in members of 16 MiB, is refused")
  @Test
  void refusesTenGibibytes() {
    byte[] member = zeros(ContentCoding.GZIP, 16);
    byte[] bomb = repeated(HexFormat.of().formatHex(member), 640 * member.length);
    Body.Bounds shipped = new Body.Bounds(64 * MIB, 64 * MIB);

    long allocated =
        Allocation.bytesOf(
            () ->
                assertThatThrownBy(
                        () ->
                            Body.read(new ByteArrayInputStream(bomb), ContentCoding.GZIP, shipped))
                    .isInstanceOfSatisfying(
                        OtlpException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE)));

    // The body as sent, and pieces up to the limit.
    assertThat(allocated).isLessThan(2L * bomb.length + 80L * MIB);
  }

  @Tag("R-13")
  @DisplayName("R-13 an export of nothing but empty messages is refused before any is made")
  @ParameterizedTest
  @CsvSource({"METRICS, 0a00", "LOGS, 0a00", "TRACES, 0a00", "LOGS, 1a00", "LOGS, 2001"})
  void countsBeforeMaking(Signal signal, String pair) {
    byte[] content = repeated(pair, 32 * MIB);
    Decoder decoder = new Decoder(MESSAGES, TestExports.NOTHING);

    long allocated =
        Allocation.bytesOf(() -> assertRefused(decoder, signal, Encoding.PROTOBUF, content));

    assertThat(allocated).isLessThan(MIB);
  }

  @Tag("R-13")
  @DisplayName("R-13 numbers of one byte that take eight in memory are counted")
  @Test
  void countsNumbersInLists() {
    byte[] buckets = new byte[40 * MIB];
    byte[] content = nested(buckets, 2, 8, 1, 10, 2, 2, 1);

    assertRefused(
        new Decoder(MESSAGES, TestExports.NOTHING), Signal.METRICS, Encoding.PROTOBUF, content);
    assertThat(
            new Decoder(new MessageBounds(100, 3_000_000), TestExports.NOTHING)
                .decode(Signal.METRICS, Encoding.PROTOBUF, content, unbounded())
                .export()
                .items())
        .isEqualTo(1);
  }

  @Tag("R-13")
  @DisplayName("R-13 JSON is counted while it is read, so that no more is made than allowed")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceLogs\":[%s{}]}, {},",
        "{\"resourceLogs\":[%s{}]}, null,",
        "{\"resourceLogs\":[{\"resource\":{\"entityRefs\":[{\"idKeys\":[%s\"\"]}]}}]}, \"\",",
        "{\"resourceLogs\":[{\"resource\":{\"entityRefs\":[%s{}]}}]}, {},"
      })
  void countsJson(String shape) {
    String[] bodyAndElement = shape.split(", ", 2);
    String elements = bodyAndElement[1].repeat(3_000_000);
    byte[] content = bodyAndElement[0].formatted(elements).getBytes(StandardCharsets.UTF_8);
    Decoder decoder = new Decoder(new MessageBounds(100, 10_000), TestExports.NOTHING);

    long allocated =
        Allocation.bytesOf(() -> assertRefused(decoder, Signal.LOGS, Encoding.JSON, content));

    assertThat(allocated).isLessThan(16L * MIB);
  }

  @Tag("R-13")
  @DisplayName("R-13 numbers in JSON lists are counted")
  @Test
  void countsNumbersInJson() {
    String body =
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"histogram\":{\"dataPoints\":["
            + "{\"bucketCounts\":[%s0]}]}}]}]}]}";
    byte[] content = body.formatted("0,".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);
    Decoder decoder = new Decoder(new MessageBounds(100, 10_000), TestExports.NOTHING);

    assertRefused(decoder, Signal.METRICS, Encoding.JSON, content);
  }

  @Tag("R-13")
  @DisplayName("R-13 no export takes more memory than all may hold together")
  @ParameterizedTest
  @EnumSource
  void refusesMoreThanTheShareOfTheHeap(Encoding encoding) {
    DecodeMemory small = new DecodeMemory(MIB, Duration.ZERO);
    byte[] content =
        encoding == Encoding.PROTOBUF
            ? repeated("0a00", 100_000)
            : ("{\"resourceLogs\":[" + "{},".repeat(50_000) + "{}]}")
                .getBytes(StandardCharsets.UTF_8);

    OtlpException refusal =
        catchThrowableOfType(
            OtlpException.class,
            () ->
                new Decoder(MESSAGES, TestExports.NOTHING)
                    .decode(Signal.LOGS, encoding, content, small.claim()));

    assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(refusal).hasMessageContaining("the receiver has 1048576 in all");
  }

  private static void assertRefused(
      Decoder decoder, Signal signal, Encoding encoding, byte[] content) {
    assertThatThrownBy(() -> decoder.decode(signal, encoding, content, unbounded()))
        .isInstanceOfSatisfying(
            OtlpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
        .hasMessageContaining("parts, which is the limit")
        .hasMessageContaining("sending_queue.batch");
  }

  private static DecodeMemory.Claim unbounded() {
    return DecodeMemory.unbounded().claim();
  }

  private static byte[] repeated(String hex, int bytes) {
    byte[] one = HexFormat.of().parseHex(hex);
    byte[] all = new byte[bytes];
    for (int i = 0; i < all.length; i++) {
      all[i] = one[i % one.length];
    }
    return all;
  }

  /** The bytes as a field within fields, the innermost number first. */
  private static byte[] nested(byte[] bytes, int... fields) {
    byte[] message = bytes;
    for (int field : fields) {
      message = WireMessage.field(field, message);
    }
    return message;
  }

  /** So many MiB of zeros, compressed without ever being there. */
  private static byte[] zeros(ContentCoding coding, int mebibytes) {
    Coded.Compression compression =
        switch (coding) {
          case IDENTITY -> throw new IllegalArgumentException("not compressed");
          case GZIP -> GZIPOutputStream::new;
          case DEFLATE -> DeflaterOutputStream::new;
          case ZSTD -> ZstdOutputStream::new;
        };
    return Coded.through(
        out -> {
          OutputStream compressed = compression.onto(out);
          byte[] one = new byte[MIB];
          for (int i = 0; i < mebibytes; i++) {
            write(compressed, one);
          }
          return compressed;
        },
        new byte[0]);
  }

  private static void write(OutputStream out, byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
