package dev.millrace.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.otlp.Export;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a real client sent, from the folder of that name among the test resources. */
public record Capture(String name) {

  /** UTC day on which every capture was made. */
  public static final LocalDate DAY = LocalDate.parse("2026-11-22");

  public static final Origin ORIGIN = new Origin("key000000001", Optional.empty(), DAY);

  /** Names of the captures of Claude Code. */
  public static Stream<String> claudeCode() {
    return Stream.of(
        "claude-code-2.0.76-json",
        "claude-code-2.1.205-protobuf",
        "claude-code-api-errors",
        "claude-code-json-delta",
        "claude-code-protobuf-cumulative",
        "claude-code-protobuf-delta",
        "claude-code-protobuf-gzip",
        "claude-code-resume");
  }

  /** Names of the captures of other tools. */
  public static Stream<String> otherTools() {
    return Stream.of(
        "codex-protobuf",
        "copilot-cli-protobuf",
        "gemini-cli-http",
        "opencode-http",
        "qwen-code-http");
  }

  /** The requests in the order of their arrival. */
  public List<CapturedRequest> requests() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> file.toString().endsWith(".bin"))
          .sorted()
          .map(CapturedRequest::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The exports in the order of their arrival. */
  public List<Export> exports() {
    return requests().stream().map(CapturedRequest::export).toList();
  }

  /** What an independent decoder finds in the bodies. */
  public JsonNode decoded() {
    return truth().get("decoded");
  }

  /** All that is known of the capture. */
  public JsonNode truth() {
    try {
      return new ObjectMapper().readTree(folder().resolve("truth.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The activity in all exports. */
  public List<Activity> activity() {
    return activityOf(exports());
  }

  /** The activity in other exports, as if they had been captured. */
  public static List<Activity> activityOf(List<Export> exports) {
    List<Activity> activity = new ArrayList<>();
    exports.forEach(export -> new Tools().activityOf(export, ORIGIN, activity::add));
    return activity;
  }

  /** The activity in exports as if they had arrived on that day. */
  public static List<Activity> activity(List<Export> exports, LocalDate received) {
    Origin origin = new Origin("key000000001", Optional.empty(), received);
    List<Activity> activity = new ArrayList<>();
    exports.forEach(export -> new Tools().activityOf(export, origin, activity::add));
    return activity;
  }

  private Path folder() {
    try {
      return Path.of(Capture.class.getResource("/captures/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
