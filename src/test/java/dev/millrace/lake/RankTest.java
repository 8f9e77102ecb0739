package dev.millrace.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The number that rows which are otherwise in doubt are sorted by. */
class RankTest {

  @Test
  void isTheSameInEveryProcess() {
    assertThat(new Rank().add("person").add(7).value()).isEqualTo(8810943872078684786L);
  }

  @Test
  void differsWhereOnePartDoes() {
    LongStream ranks = LongStream.range(0, 100_000).map(i -> new Rank().add(i).add("a").value());
    assertThat(ranks.distinct()).hasSize(100_000);
  }

  @Test
  void differsWhereTheOrderDoes() {
    assertThat(new Rank().add("a").add("b").value())
        .isNotEqualTo(new Rank().add("b").add("a").value());
  }
}
