package dev.millrace.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.millrace.Signal;
import java.io.IOException;

/**
 * Reads export requests in OTLP/JSON, straight from JSON tokens into protobuf messages.
 *
 * <p>It takes what the specification says and, where senders are known to differ, more: see {@link
 * JsonMessage} and {@link JsonInput}. To be shared between threads.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP
 *     specification, "JSON Protobuf Encoding"</a>
 */
public final class OtlpJsonReader {

  /** As deep as protobuf's own parser goes, so that what is read here can be read again there. */
  private static final int PROTOBUF_DEPTH = 100;

  private final JsonFactory factory;
  private final int maxDepth;

  public OtlpJsonReader() {
    this(PROTOBUF_DEPTH);
  }

  /**
   * @param maxDepth how many messages may lie within one another, below the outermost
   */
  public OtlpJsonReader(int maxDepth) {
    this.maxDepth = maxDepth;
    this.factory =
        JsonFactory.builder()
            // Names come from senders: they must not fill the JVM's table of strings, and names
            // made to collide cost time only.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(constraints(maxDepth))
            .build();
  }

  private static StreamReadConstraints constraints(int maxDepth) {
    return StreamReadConstraints.builder()
        // A message is one level, and one more if it is in a list.
        .maxNestingDepth(2 * maxDepth + 1)
        // The body is bounded already; a string may fill it.
        .maxStringLength(Integer.MAX_VALUE)
        .maxNameLength(Integer.MAX_VALUE)
        .build();
  }

  /**
   * Decodes a JSON body.
   *
   * @param json UTF-8, with or without byte order mark
   * @throws OtlpException if it is not the signal's export request; its message says where, by the
   *     path of the field or the offset in bytes, and repeats nothing of the body
   */
  public Export read(Signal signal, byte[] json) {
    try (JsonParser parser = factory.createParser(json)) {
      return read(signal, parser);
    } catch (IOException e) {
      throw JsonRefusal.notText();
    }
  }

  // Jackson's exceptions are no cause: they quote the body.
  private Export read(Signal signal, JsonParser parser) throws IOException {
    try {
      JsonInput in = new JsonInput(parser, maxDepth);
      in.start();
      Export export =
          switch (signal) {
            case METRICS -> new Export.Metrics(MetricsJson.REQUEST.read(in));
            case LOGS -> new Export.Logs(LogsJson.REQUEST.read(in));
            case TRACES -> new Export.Traces(TracesJson.REQUEST.read(in));
          };
      in.end();
      return export;
    } catch (IOException e) {
      throw JsonRefusal.notJson(parser);
    }
  }
}
