package dev.millrace.fuzz;

import dev.millrace.Signal;
import dev.millrace.otlp.Encoding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies to begin with: what real clients sent, and what is known to be wrong. */
final class Corpus {

  private static final Path CAPTURES = Path.of("src/test/resources/captures");
  private static final Path INVALID = Path.of("src/test/resources/otlp/invalid");

  /** A larger one teaches nothing more and takes longer. */
  private static final int MOST_BYTES = 50_000;

  private Corpus() {}

  /**
   * A body that is not compressed.
   *
   * @param signal where it was sent to, or one of those it may be sent to
   */
  record Seed(Signal signal, Encoding encoding, byte[] content) {

    static byte[] gzip(byte[] content) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(content);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return out.toByteArray();
    }
  }

  static List<Seed> seeds() {
    List<Seed> seeds = new ArrayList<>();
    files(CAPTURES)
        .filter(file -> file.toString().endsWith(".bin"))
        .map(Corpus::captured)
        .filter(seed -> seed.content().length < MOST_BYTES)
        .forEach(seeds::add);
    files(INVALID)
        .filter(file -> !file.toString().endsWith(".md"))
        .forEach(file -> add(file, seeds));
    return seeds;
  }

  private static void add(Path invalid, List<Seed> seeds) {
    byte[] content = read(invalid);
    Encoding encoding = invalid.toString().contains(".json") ? Encoding.JSON : Encoding.PROTOBUF;
    for (Signal signal : Signal.values()) {
      seeds.add(new Seed(signal, encoding, content));
    }
  }

  private static Seed captured(Path file) {
    String name = file.getFileName().toString();
    Signal signal =
        Signal.valueOf(
            name.substring(name.indexOf('-') + 1, name.indexOf('.')).toUpperCase(Locale.ROOT));
    byte[] content = inflated(read(file));
    return new Seed(
        signal,
        content.length > 0 && content[0] == '{' ? Encoding.JSON : Encoding.PROTOBUF,
        content);
  }

  private static byte[] inflated(byte[] body) {
    if (body.length < 2 || body[0] != 0x1F || body[1] != (byte) 0x8B) {
      return body;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
