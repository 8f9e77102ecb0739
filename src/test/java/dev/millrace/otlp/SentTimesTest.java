package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tools.Capture;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What senders are told of their times, and what these are taken for, in exports of every kind. */
class SentTimesTest {

  private static final List<Export> EXPORTS =
      Stream.of("sdk-java-protobuf-cumulative", "sdk-js-json-delta", "codex-protobuf")
          .flatMap(name -> new Capture(name).exports().stream())
          .toList();

  @ParameterizedTest
  @EnumSource(
      value = TimeUnit.class,
      names = {"SECONDS", "MILLISECONDS", "MICROSECONDS"})
  void makesNanosecondsOfEveryTime(TimeUnit unit) {
    for (Export export : EXPORTS) {
      Export sent = OtherTimes.in(export, ns -> unit.convert(ns, TimeUnit.NANOSECONDS));

      assertThat(Nanoseconds.of(sent)).isEqualTo(OtherTimes.in(sent, unit::toNanos));
      assertThat(SentTimes.of(sent, Capture.DAY).inOtherUnits())
          .isEqualTo(Map.of(unit, export.items()));
      assertThat(SentTimes.of(sent, Capture.DAY).tooOld()).isZero();
    }
  }

  @Test
  void leavesNanosecondsAsTheyAre() {
    for (Export export : EXPORTS) {
      assertThat(Nanoseconds.of(export)).isSameAs(export);
      assertThat(SentTimes.of(export, Capture.DAY).remark()).isEmpty();
    }
  }

  @Test
  void countsWhatLiesTooFarBack() {
    LocalDate last = Capture.DAY.plusDays(SentTimes.HORIZON_DAYS);
    for (Export export : EXPORTS) {
      assertThat(SentTimes.of(export, last).tooOld()).isZero();
      assertThat(SentTimes.of(export, last.plusDays(1)).tooOld()).isEqualTo(export.items());
    }
  }

  @Test
  void tellsAllOfIt() {
    assertThat(
            new SentTimes(Map.of(TimeUnit.MILLISECONDS, 3, TimeUnit.MICROSECONDS, 1), 2).remark())
        .isEqualTo(
            "the times of 1 records are in microseconds and were taken for that; OTLP has"
                + " nanoseconds; the times of 3 records are in milliseconds and were taken for"
                + " that; OTLP has nanoseconds; 2 records lie more than 400 days back: they are"
                + " kept, but not counted");
  }
}
