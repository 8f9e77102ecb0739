package dev.millrace.usage;

import static dev.millrace.tools.Measure.TOKENS_CACHE_READ;
import static dev.millrace.tools.Measure.TOKENS_INPUT;
import static dev.millrace.tools.Measure.TOKENS_INPUT_CACHED;
import static dev.millrace.usage.Facts.ALICE;
import static dev.millrace.usage.UsageOf.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input of tools whose points of input count cached tokens too. */
class CachedInputTest {

  private static final String START = "2026-03-04T08:00:00Z";
  private static final String NINE = "2026-03-04T09:00:00Z";
  private static final String TEN = "2026-03-04T10:00:00Z";

  @TempDir Path temp;
  private UsageOf usage;

  @BeforeEach
  void open() {
    usage = new UsageOf(temp);
  }

  @Test
  void excludesWhatIsCached() {
    List<UsageRow> rows =
        usage.onTheDay(
            ALICE.cumulative(TOKENS_INPUT, START, NINE, 100),
            ALICE.cumulative(TOKENS_INPUT_CACHED, START, NINE, 60),
            ALICE.cumulative(TOKENS_CACHE_READ, START, NINE, 60),
            ALICE.cumulative(TOKENS_INPUT, START, TEN, 150),
            ALICE.cumulative(TOKENS_INPUT_CACHED, START, TEN, 100));
    assertThat(sum(rows, UsageRow::tokensInput)).isEqualTo(50);
    assertThat(sum(rows, UsageRow::tokensCacheRead)).isEqualTo(60);
  }

  @Test
  void isNeverNegative() {
    List<UsageRow> rows =
        usage.onTheDay(
            ALICE.delta(TOKENS_INPUT, NINE, 10), ALICE.delta(TOKENS_INPUT_CACHED, NINE, 11));
    assertThat(sum(rows, UsageRow::tokensInput)).isZero();
  }

  @Test
  void costsNothingForWhatIsCached() {
    Facts priced = ALICE.with("priced");
    List<UsageRow> rows =
        usage.onTheDay(
            priced.delta(TOKENS_INPUT, NINE, 1_000_000),
            priced.delta(TOKENS_INPUT_CACHED, NINE, 600_000));
    assertThat(rows.get(rows.size() - 1).costNanoUsd()).isEqualTo(1_200_000_000L);
  }
}
