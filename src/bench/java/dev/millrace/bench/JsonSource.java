package dev.millrace.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.Signal;
import dev.millrace.otlp.OtlpJsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bodies in JSON to decode: a large batch, and what clients have sent, as they wrote it. */
public enum JsonSource {
  BATCH(Signal.METRICS, ""),
  CLAUDE_CODE_METRICS(Signal.METRICS, "claude-code-json-delta"),
  CLAUDE_CODE_LOGS(Signal.LOGS, "claude-code-json-delta"),
  SDK_JS_TRACES(Signal.TRACES, "sdk-js-json-delta");

  /** Of so many captured exports a batch is made: some 100 KB to 1 MB. */
  private static final int REPEATS = 20;

  private final Signal signal;
  private final String capture;

  JsonSource(Signal signal, String capture) {
    this.signal = signal;
    this.capture = capture;
  }

  public Signal signal() {
    return signal;
  }

  /** One export request. */
  public byte[] body() {
    if (capture.isEmpty()) {
      return new OtlpJsonWriter().write(Batch.METRICS);
    }
    List<String> requests = requests();
    String first = requests.get(0);
    return requests.stream()
        .map(request -> request.substring(request.indexOf('[') + 1, request.lastIndexOf(']')))
        .collect(Collectors.joining(",", first.substring(0, first.indexOf('[') + 1), "]}"))
        .getBytes(UTF_8);
  }

  private List<String> requests() {
    String ending = "-" + signal.name().toLowerCase(Locale.ROOT) + ".bin";
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/captures", capture))) {
      List<String> requests =
          files
              .filter(file -> file.toString().endsWith(ending))
              .sorted()
              .map(JsonSource::text)
              .toList();
      return Collections.nCopies(REPEATS, requests).stream().flatMap(List::stream).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
