package dev.millrace.packs;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.landing.RawObject;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.TestExports;
import dev.millrace.store.ObjectStore;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.zip.GZIPOutputStream;

/** Loose objects as they land. */
record Landings(ObjectStore store) {

  static final Partition DAY = new Partition(new OrgId("acme"), LocalDate.parse("2026-11-22"));
  static final KeyId KEY = new KeyId("AbCdEf012345");
  static final KeyId OTHER_KEY = new KeyId("ZbCdEf012345");

  /** Lands the log export of a number; the same again is the same object. */
  RawObject land(int number, KeyId key, ContentCoding coding) {
    Export export = export(number);
    RawObject object =
        new RawObject(DAY.org(), export.signal(), DAY.received(), hash(number), key, coding);
    store.create(object.key(), coded(coding, export.message().toByteArray()));
    return object;
  }

  RawObject land(int number) {
    return land(number, KEY, ContentCoding.GZIP);
  }

  static Export export(int number) {
    return TestExports.log("claude_code.api_request", "request_id", "request " + number);
  }

  /** Spread as hashes are. */
  static String hash(int number) {
    return "%016x%016x".formatted(0x9E3779B97F4A7C15L * (number + 1), number);
  }

  static byte[] coded(ContentCoding coding, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        coding == ContentCoding.ZSTD ? new ZstdOutputStream(bytes) : new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
