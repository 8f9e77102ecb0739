package dev.millrace.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.otlp.OtlpException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is inflated, and what is refused as no whole data of its coding. */
class ContentCodingTest {

  private static final byte[] CONTENT = "some telemetry ".repeat(20_000).getBytes(UTF_8);
  private static final Body.Bounds BOUNDS = new Body.Bounds(40_000_000, 40_000_000);

  /** A member with a name, a comment, an extra field and a checksum of its head, holding "hi". */
  private static final String FULL_HEAD_GZIP =
      "1f8b081e000000000003"
          + "0200"
          + "4142"
          + "6e00"
          + "6300"
          + "%s"
          + "cbc80400"
          + "ac2a93d802000000";

  @Tag("R-10")
  @DisplayName("R-10 identity, gzip, deflate and zstd are read")
  @ParameterizedTest
  @EnumSource
  void readsCoding(ContentCoding coding) throws IOException {
    assertThat(read(coding, Coded.as(coding, CONTENT))).isEqualTo(CONTENT);
  }

  @Tag("R-10")
  @DisplayName("R-10 a coding goes by its name in any case; gzip has two names")
  @ParameterizedTest
  @CsvSource({
    "gzip, GZIP",
    "GZip, GZIP",
    "X-GZIP, GZIP",
    "' deflate ', DEFLATE",
    "ZSTD, ZSTD",
    "Identity, IDENTITY",
    "'', IDENTITY"
  })
  void knowsNames(String name, ContentCoding coding) {
    assertThat(ContentCoding.ofHeader(name)).contains(coding);
  }

  @Tag("R-11")
  @DisplayName("R-11 any other coding is none that is read")
  @ParameterizedTest
  @ValueSource(strings = {"br", "lz4", "snappy", "compress", "gzip, gzip", "gzip;q=1", "*"})
  void knowsNoOtherNames(String name) {
    assertThat(ContentCoding.ofHeader(name)).isEmpty();
  }

  @Tag("R-10")
  @DisplayName("R-10 deflate without zlib's head, which some senders take it for, is read too")
  @Test
  void readsRawDeflate() throws IOException {
    assertThat(read(ContentCoding.DEFLATE, Coded.rawDeflate(CONTENT))).isEqualTo(CONTENT);
  }

  @Tag("R-12")
  @DisplayName("R-12 gzip members and zstd frames may be several")
  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void readsSeveral(ContentCoding coding) throws IOException {
    byte[] one = Coded.as(coding, CONTENT);
    byte[] empty = Coded.as(coding, new byte[0]);
    byte[] two = Coded.as(coding, "two".getBytes(UTF_8));

    assertThat(read(coding, joined(one, empty, two)))
        .isEqualTo(joined(CONTENT, "two".getBytes(UTF_8)));
  }

  @Tag("R-12")
  @DisplayName("R-12 members that are empty are read however many there are")
  @Test
  void readsManyEmptyMembers() throws IOException {
    byte[] empty = Coded.as(ContentCoding.GZIP, new byte[0]);
    byte[][] members = new byte[300_000][];
    Arrays.fill(members, empty);

    assertThat(read(ContentCoding.GZIP, joined(members))).isEmpty();
  }

  @Tag("R-12")
  @DisplayName("R-12 a gzip head may say all that a head can say")
  @Test
  void readsFullHead() throws IOException {
    assertThat(read(ContentCoding.GZIP, HexFormat.of().parseHex(FULL_HEAD_GZIP.formatted("b6a1"))))
        .isEqualTo("hi".getBytes(UTF_8));
    assertRefused(ContentCoding.GZIP, HexFormat.of().parseHex(FULL_HEAD_GZIP.formatted("0000")));
  }

  @Tag("R-10")
  @DisplayName("R-10 zstd frames that are to be skipped are skipped")
  @Test
  void skipsSkippableFrames() throws IOException {
    byte[] skippable = HexFormat.of().parseHex("5a2a4d1803000000414243");
    byte[] frame = Coded.as(ContentCoding.ZSTD, CONTENT);

    assertThat(read(ContentCoding.ZSTD, joined(skippable, frame, skippable, frame)))
        .isEqualTo(joined(CONTENT, CONTENT));
    assertThat(read(ContentCoding.ZSTD, skippable)).isEmpty();
  }

  @Tag("R-23")
  @DisplayName("R-23 an empty body is empty in every coding")
  @ParameterizedTest
  @EnumSource
  void takesEmptyBodyForEmptyContent(ContentCoding coding) throws IOException {
    assertThat(read(coding, new byte[0])).isEmpty();
    assertThat(read(coding, Coded.as(coding, new byte[0]))).isEmpty();
  }

  @Tag("R-12")
  @DisplayName("R-12 data cut off anywhere is refused")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
  void refusesCutOff(ContentCoding coding) {
    byte[] whole = Coded.as(coding, CONTENT);
    for (int length = 1; length < whole.length; length += 1 + length / 40) {
      assertRefused(coding, Arrays.copyOf(whole, length));
    }
    assertRefused(coding, Arrays.copyOf(whole, whole.length - 1));
  }

  @Tag("R-12")
  @DisplayName("R-12 anything after the data is refused")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
  void refusesTrailingGarbage(ContentCoding coding) {
    byte[] whole = Coded.as(coding, CONTENT);
    for (String garbage : new String[] {"\0", "x", "abc", "\0\0\0\0", "more than a little"}) {
      assertRefused(coding, joined(whole, garbage.getBytes(UTF_8)));
    }
  }

  @Tag("R-12")
  @DisplayName("R-12 damaged data is refused, or content if nothing can tell; nothing else happens")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
  void survivesDamage(ContentCoding coding) throws IOException {
    Random random = new Random(1);
    byte[] mixed = new byte[40_000];
    random.nextBytes(mixed);
    System.arraycopy(CONTENT, 0, mixed, 0, 30_000);
    byte[] whole = Coded.as(coding, mixed);
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = whole.clone();
      int most = i % 2 == 0 ? 60 : damaged.length;
      damaged[random.nextInt(Math.min(most, damaged.length))] ^= (byte) (1 << random.nextInt(8));
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      readOrRefuse(coding, damaged);
    }
  }

  @Tag("R-12")
  @DisplayName("R-12 a wrong checksum is found")
  @Test
  void refusesWrongChecksum() {
    byte[] gzip = Coded.as(ContentCoding.GZIP, CONTENT);
    gzip[gzip.length - 5] ^= 1;
    byte[] zlib = Coded.as(ContentCoding.DEFLATE, CONTENT);
    zlib[zlib.length - 1] ^= 1;

    assertRefused(ContentCoding.GZIP, gzip);
    assertRefused(ContentCoding.DEFLATE, zlib);
  }

  @Tag("R-12")
  @DisplayName("R-12 what is no data of its coding is refused with the coding's name")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
  void refusesOtherData(ContentCoding coding) {
    assertThatThrownBy(() -> read(coding, "{no data of any coding}".getBytes(UTF_8)))
        .isInstanceOf(OtlpException.class)
        .hasMessageContaining("is not whole " + coding + " data");
  }

  @Tag("R-13")
  @DisplayName("R-13 a zstd window over 8 MiB is refused before it takes memory")
  @ParameterizedTest
  @ValueSource(strings = {"28b52ffd0069", "28b52ffd00f0", "28b52ffda001008000", "28b52ffde0%s"})
  void refusesHugeWindow(String head) {
    byte[] frame = HexFormat.of().parseHex(head.formatted("ffffffffffffffff"));
    byte[][] parts = new byte[1001][];
    // A block of 128 KiB that is one byte over and over.
    Arrays.fill(parts, HexFormat.of().parseHex("02001000"));
    parts[0] = frame;
    parts[1000] = HexFormat.of().parseHex("03001000");
    byte[] sent = joined(parts);

    assertThat(Allocation.bytesOf(() -> assertRefused(ContentCoding.ZSTD, sent)))
        .isLessThan(1024 * 1024);
  }

  private static void readOrRefuse(ContentCoding coding, byte[] damaged) throws IOException {
    try {
      assertThat(read(coding, damaged)).isNotNull();
    } catch (OtlpException e) {
      assertThat(e.reason()).isIn(Reason.UNDECODABLE, Reason.TOO_LARGE);
    }
  }

  private static void assertRefused(ContentCoding coding, byte[] sent) {
    assertThatThrownBy(() -> read(coding, sent))
        .isInstanceOfSatisfying(
            OtlpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNDECODABLE));
  }

  private static byte[] read(ContentCoding coding, byte[] sent) throws IOException {
    return Body.read(new ByteArrayInputStream(sent), coding, BOUNDS).content();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
