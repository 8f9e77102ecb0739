package dev.millrace.rollup;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.landing.Landing;
import dev.millrace.landing.RawObject;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.Decoded;
import dev.millrace.otlp.Export;
import dev.millrace.tools.Telemetered;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Map;

/** What arrives from one key of an organisation, on whatever day. */
record Arrivals(Landing landing, OrgId org, KeyId key) {

  /** Input tokens that Ada used at that time. */
  RawObject tokens(LocalDate received, String time, int tokens) {
    Map<String, Object> attributes =
        Map.of(
            "session.id",
            "s1",
            "user.email",
            "ada@example.com",
            "model",
            "sonnet",
            "type",
            "input");
    return export(
        received,
        Telemetered.CLAUDE_CODE.delta("claude_code.token.usage", time, tokens, attributes));
  }

  /** What a counter of Ada's input tokens, which began at the start, had reached at that time. */
  RawObject counter(LocalDate received, String start, String time, int tokens) {
    Map<String, Object> attributes =
        Map.of(
            "session.id",
            "s2",
            "user.email",
            "ada@example.com",
            "model",
            "sonnet",
            "type",
            "input");
    return export(
        received,
        Telemetered.CLAUDE_CODE.point(
            "claude_code.token.usage", true, start, time, tokens, attributes));
  }

  RawObject export(LocalDate received, Export export) {
    try {
      Body body =
          Body.read(
              new ByteArrayInputStream(export.message().toByteArray()),
              ContentCoding.IDENTITY,
              new Body.Bounds(10_000_000, 10_000_000));
      return landing.land(org, key, received, body, Decoded.whole(export)).object();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
