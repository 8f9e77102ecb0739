package dev.millrace.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.otlp.Export;
import dev.millrace.tools.Origin;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What tells the rows of one landed object from those of others. */
class SentResourceTest {

  /** So many of 32 bits would not all differ. */
  private static final int OBJECTS = 200_000;

  private static final Export NOTHING =
      new Export.Logs(ExportLogsServiceRequest.getDefaultInstance());
  private static final Origin ORIGIN =
      new Origin("key000000001", Optional.empty(), LocalDate.parse("2026-11-22"));

  @Test
  void ranksTheObjectsOfLargeDayApart() {
    Random random = new Random(1);

    LongStream ranks =
        LongStream.generate(
                () -> rank("%016x%016x".formatted(random.nextLong(), random.nextLong())))
            .limit(OBJECTS)
            .distinct();

    assertThat(ranks.count()).isEqualTo(OBJECTS);
  }

  private static long rank(String hash) {
    LandedExport landed = new LandedExport(hash, NOTHING, ORIGIN);
    return SentResource.of(landed, Resource.getDefaultInstance(), "").rank();
  }
}
