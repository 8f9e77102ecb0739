package dev.millrace.tools;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.Signal;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtlpJsonReader;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One request of a capture.
 *
 * @param head method, path and headers
 * @param file path of the body as it was received
 */
public record CapturedRequest(JsonNode head, Path file) {

  /** The request whose body this file is; its head lies beside it. */
  static CapturedRequest read(Path body) {
    try {
      String name = body.getFileName().toString().replace(".bin", ".json");
      JsonNode head = new ObjectMapper().readTree(body.resolveSibling(name).toFile());
      return new CapturedRequest(head, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends it again, with another key. */
  public Response send(String key) {
    return send(key, head.get("path").asText());
  }

  /** The same to another path. */
  public Response send(String key, String path) {
    RequestSpecification request =
        given()
            .config(asBinary())
            .header("Authorization", "Bearer " + key)
            .header("User-Agent", header("user-agent"))
            .contentType(header("content-type"))
            .body(bytes());
    String coding = header("content-encoding");
    return (coding.isEmpty() ? request : request.header("Content-Encoding", coding)).post(path);
  }

  /** What it says. */
  public Export export() {
    try {
      Signal signal = Signal.valueOf(head.get("signal").asText().toUpperCase(Locale.ROOT));
      byte[] content = body().content();
      return header("content-type").equals("application/json")
          ? new OtlpJsonReader().read(signal, content)
          : Export.parse(signal, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Body body() throws IOException {
    ContentCoding coding = ContentCoding.ofHeader(header("content-encoding")).orElseThrow();
    int enough = 10_000_000;
    return Body.read(new ByteArrayInputStream(bytes()), coding, new Body.Bounds(enough, enough));
  }

  /** Empty if it had none. */
  public String header(String name) {
    return head.get("headers").path(name).asText("");
  }

  private byte[] bytes() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RestAssuredConfig asBinary() {
    return RestAssuredConfig.config()
        .encoderConfig(
            EncoderConfig.encoderConfig()
                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                .encodeContentTypeAs("application/x-protobuf", ContentType.BINARY));
  }
}
