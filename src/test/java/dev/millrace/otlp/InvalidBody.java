package dev.millrace.otlp;

import dev.millrace.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One of the bodies with something wrong in them, as the README beside them lists it.
 *
 * @param status of the reply: 400 if nothing of it is taken, 200 if the rest is
 * @param words that the reply says
 */
public record InvalidBody(String file, int status, String words) {

  private static final Path FOLDER = Path.of("src/test/resources/otlp/invalid");

  private static final Pattern ROW =
      Pattern.compile("^\\| `([^`]+)` \\| (\\d+) \\| ([^|]+) \\| [^|]+ \\|$", Pattern.MULTILINE);

  private static final Map<String, ContentCoding> CODINGS =
      Map.of(
          "gz", ContentCoding.GZIP,
          "deflate", ContentCoding.DEFLATE,
          "zst", ContentCoding.ZSTD);

  /** All that the README lists. */
  public static List<InvalidBody> all() throws IOException {
    return ROW.matcher(Files.readString(FOLDER.resolve("README.md")))
        .results()
        .map(
            row ->
                new InvalidBody(row.group(1), Integer.parseInt(row.group(2)), row.group(3).strip()))
        .toList();
  }

  /** Names of all files that there are. */
  static List<String> files() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("README.md"))
          .toList();
    }
  }

  public Signal signal() {
    return Signal.valueOf(file.substring(0, file.indexOf('-')).toUpperCase(Locale.ROOT));
  }

  public Encoding encoding() {
    return file.contains(".json") ? Encoding.JSON : Encoding.PROTOBUF;
  }

  public ContentCoding coding() {
    return CODINGS.getOrDefault(file.substring(file.lastIndexOf('.') + 1), ContentCoding.IDENTITY);
  }

  /** As sent. */
  public byte[] bytes() {
    try {
      return Files.readAllBytes(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return file;
  }
}
