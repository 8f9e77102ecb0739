package dev.millrace.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.Signal;
import dev.millrace.otlp.Export;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Requests that a real SDK sent, with the truth of what was in them. */
record Capture(String name) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The exports, grouped by signal. */
  List<LandedExport> exports() {
    List<LandedExport> exports = new ArrayList<>();
    for (int number = 1; number <= decoded("requestsAccepted"); number++) {
      exports.add(LakeFixture.landed(number, export(number)));
    }
    exports.sort(Comparator.comparing(landed -> landed.export().signal()));
    return exports;
  }

  /** A count of the truth. */
  int decoded(String field) {
    try {
      return JSON.readTree(bytes("truth.json")).get("decoded").get(field).intValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Export export(int number) {
    for (Signal signal : Signal.values()) {
      String file = "%03d-%s".formatted(number, signal);
      if (Capture.class.getResource(path(file + ".bin")) != null) {
        return Export.parse(signal, body(file));
      }
    }
    throw new IllegalArgumentException(name + " has no request " + number);
  }

  private byte[] body(String file) {
    byte[] sent = bytes(file + ".bin");
    try {
      JsonNode encoding = JSON.readTree(bytes(file + ".json")).at("/headers/content-encoding");
      return encoding.asText("").toLowerCase(Locale.ROOT).equals("gzip")
          ? new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes()
          : sent;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] bytes(String file) {
    try (InputStream stream =
        Objects.requireNonNull(Capture.class.getResourceAsStream(path(file)), file)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String path(String file) {
    return "/captures/" + name + "/" + file;
  }
}
