package dev.millrace.lake;

import static dev.millrace.lake.LakeFixture.landed;
import static dev.millrace.lake.Otlp.NOON;
import static dev.millrace.lake.Otlp.attribute;
import static dev.millrace.lake.Otlp.hex;
import static dev.millrace.lake.Otlp.integer;
import static dev.millrace.lake.Otlp.real;
import static dev.millrace.lake.Otlp.spans;
import static dev.millrace.lake.Otlp.string;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spans, written and read back; the columns that all tables share are with the metrics. */
class SpansTableTest {

  private static final Span SPAN =
      Span.newBuilder()
          .setTraceId(hex("0102030405060708090a0b0c0d0e0f10"))
          .setSpanId(hex("1112131415161718"))
          .setParentSpanId(hex("2122232425262728"))
          .setTraceState("a=b")
          .setFlags(0x301)
          .setName("chat")
          .setKindValue(3)
          .setStartTimeUnixNano(NOON)
          .setEndTimeUnixNano(NOON + 7)
          .setDroppedAttributesCount(1)
          .setDroppedEventsCount(2)
          .setDroppedLinksCount(3)
          .setStatus(Status.newBuilder().setCodeValue(2).setMessage("refused"))
          .addAttributes(attribute("gen_ai.request.model", string("model-a")))
          .addEvents(
              Span.Event.newBuilder()
                  .setTimeUnixNano(NOON + 1)
                  .setName("retry")
                  .addAttributes(attribute("wait", real(Double.POSITIVE_INFINITY)))
                  .setDroppedAttributesCount(4))
          .addLinks(
              Span.Link.newBuilder()
                  .setTraceId(hex("ff02030405060708090a0b0c0d0e0f10"))
                  .setTraceState("c=d")
                  .addAttributes(attribute("n", integer(1)))
                  .setDroppedAttributesCount(5)
                  .setFlags(-1))
          .build();

  @Test
  void keepsEveryField(@TempDir Path folder) {
    LakeFixture lake = new LakeFixture(folder);
    lake.write(List.of(landed(1, spans(SPAN))));
    assertThat(lake.row(LakeTable.SPANS, "*"))
        .containsEntry("event_date", "2026-03-14")
        .containsEntry("start_ns", NOON)
        .containsEntry("end_ns", NOON + 7)
        .containsEntry("trace_id", "0102030405060708090a0b0c0d0e0f10")
        .containsEntry("span_id", "1112131415161718")
        .containsEntry("parent_span_id", "2122232425262728")
        .containsEntry("trace_state", "a=b")
        .containsEntry("name", "chat")
        .containsEntry("kind", 3)
        .containsEntry("status_code", 2)
        .containsEntry("status_message", "refused")
        .containsEntry("flags", 0x301L)
        .containsEntry("dropped_attributes_count", 1L)
        .containsEntry("dropped_events_count", 2L)
        .containsEntry("dropped_links_count", 3L)
        .containsEntry("model", "model-a")
        .containsEntry("attributes", "{\"gen_ai.request.model\":\"model-a\"}")
        .containsEntry(
            "events",
            "[{\"time_unix_nano\":1773489600123456790,\"name\":\"retry\","
                + "\"attributes\":{\"wait\":\"Infinity\"},\"dropped_attributes_count\":4}]")
        .containsEntry(
            "links",
            "[{\"trace_id\":\"ff02030405060708090a0b0c0d0e0f10\",\"span_id\":null,\"trace_state\":\"c=d\","
                + "\"attributes\":{\"n\":1},\"dropped_attributes_count\":5,\"flags\":4294967295}]");
  }
}
