package dev.millrace.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes export requests in OTLP/JSON: what {@link OtlpJsonReader} reads, in the one form that the
 * specification gives it.
 *
 * <p>Ids are lower-case hex, 64-bit integers are strings, enums are numbers, names are in
 * lowerCamelCase, and what protobuf would leave out is left out. To be shared between threads.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP
 *     specification, "JSON Protobuf Encoding"</a>
 */
public final class OtlpJsonWriter {

  private final JsonFactory factory = new JsonFactory();

  /** The export as UTF-8, compact. */
  public byte[] write(Export export) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator out = factory.createGenerator(json)) {
      write(export, out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return json.toByteArray();
  }

  private static void write(Export export, JsonGenerator out) throws IOException {
    if (export instanceof Export.Metrics metrics) {
      MetricsJson.REQUEST.write(out, metrics.message());
    } else if (export instanceof Export.Logs logs) {
      LogsJson.REQUEST.write(out, logs.message());
    } else if (export instanceof Export.Traces traces) {
      TracesJson.REQUEST.write(out, traces.message());
    }
  }
}
