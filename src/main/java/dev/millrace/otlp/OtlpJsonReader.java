package dev.millrace.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.millrace.Signal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Reads export requests in OTLP/JSON, straight from JSON tokens into protobuf messages.
 *
 * <p>It takes what the specification says and, where senders are known to differ, more: see {@link
 * JsonInput}. To be shared between threads.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP
 *     specification, "JSON Protobuf Encoding"</a>
 */
public final class OtlpJsonReader {

  private static final Map<String, Signal> LISTS =
      Map.of(
          "resourceMetrics", Signal.METRICS,
          "resource_metrics", Signal.METRICS,
          "resourceLogs", Signal.LOGS,
          "resource_logs", Signal.LOGS,
          "resourceSpans", Signal.TRACES,
          "resource_spans", Signal.TRACES);

  private final JsonFactory factory;
  private final MessageBounds bounds;

  /** Reads exports of any size. */
  public OtlpJsonReader() {
    this(new MessageBounds(MessageBounds.PROTOBUF_DEPTH, Integer.MAX_VALUE));
  }

  public OtlpJsonReader(MessageBounds bounds) {
    this.bounds = bounds;
    this.factory =
        JsonFactory.builder()
            // Names come from senders: they must not fill the JVM's table of strings, and names
            // made to collide cost time only.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .streamReadConstraints(constraints(bounds))
            .build();
  }

  private static StreamReadConstraints constraints(MessageBounds bounds) {
    return StreamReadConstraints.builder()
        // A message is one level, and one more if it is in a list.
        .maxNestingDepth(2 * bounds.depth() + 1)
        // The body is bounded already; a string may fill it.
        .maxStringLength(Integer.MAX_VALUE)
        .maxNameLength(bounds.keyBytes())
        .build();
  }

  /**
   * Decodes a JSON body that has nothing wrong with any record.
   *
   * @param json UTF-8, with or without byte order mark
   * @throws OtlpException if it is not the signal's export request; its message says where, by the
   *     path of the field or the offset in bytes, and repeats nothing of the body
   */
  public Export read(Signal signal, byte[] json) {
    try (DecodeMemory.Claim claim = DecodeMemory.unbounded().claim()) {
      Tally tally = new Tally(bounds, claim);
      Export export = read(signal, json, tally);
      if (tally.oddities().rejected() > 0) {
        throw OtlpException.undecodable("", tally.oddities().remark(export.items()));
      }
      return export;
    }
  }

  /** Which signal's list is in the body; empty if none, or if it cannot be read up to there. */
  Optional<Signal> signalOf(byte[] json) {
    try (JsonParser parser = factory.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Optional<Signal> signal = Optional.empty();
      for (String name = parser.nextFieldName();
          signal.isEmpty() && name != null;
          name = parser.nextFieldName()) {
        signal = Optional.ofNullable(LISTS.get(name));
        parser.nextToken();
        parser.skipChildren();
      }
      return signal;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Decodes a JSON body and counts what it is made of, and what is odd in it: records that are not
   * what they must be are left out.
   */
  Export read(Signal signal, byte[] json, Tally tally) {
    try (JsonParser parser = factory.createParser(json)) {
      return read(signal, parser, tally);
    } catch (IOException e) {
      throw JsonRefusal.notText();
    }
  }

  // Jackson's exceptions are no cause: they quote the body.
  private static Export read(Signal signal, JsonParser parser, Tally tally) throws IOException {
    StreamReadConstraints constraints = parser.streamReadConstraints();
    try {
      JsonInput in = new JsonInput(parser, tally);
      in.start();
      Export export =
          switch (signal) {
            case METRICS -> new Export.Metrics(MetricsJson.request(in));
            case LOGS -> new Export.Logs(LogsJson.request(in));
            case TRACES -> new Export.Traces(TracesJson.request(in));
          };
      in.end();
      return export;
    } catch (WrongValueException e) {
      throw JsonRefusal.of(parser, e.rule());
    } catch (StreamConstraintsException e) {
      throw JsonRefusal.at(
          parser,
          "names must have %d bytes at most, and values not nest deeper than %d"
              .formatted(constraints.getMaxNameLength(), constraints.getMaxNestingDepth()));
    } catch (IOException e) {
      throw JsonRefusal.notJson(parser);
    }
  }
}
