package dev.millrace.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a partition is divided. */
class ShardTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "33554432, 1",
    "33554433, 16",
    "536870912, 16",
    "536870913, 256",
    "1000000000000, 256"
  })
  void noShardHoldsMoreThanItsShare(long bytes, int shards) {
    assertThat(Shard.forBytes(bytes)).hasSize(shards);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1L << 28, 1L << 40})
  void everyObjectBelongsToOneShard(long bytes) {
    List<Shard> shards = Shard.forBytes(bytes);
    for (int prefix = 0; prefix < 256; prefix++) {
      String hash = "%02x93e07ad4b1c25f8690317de4fa6b2c".formatted(prefix);
      assertThat(shards).filteredOn(shard -> shard.contains(hash)).hasSize(1);
    }
  }

  @Test
  void namesAreHexDigitsInOrder() {
    assertThat(Shard.forBytes(1L << 28)).map(Shard::name).startsWith("0", "1").endsWith("e", "f");
    assertThat(Shard.forBytes(1L << 40))
        .map(Shard::name)
        .startsWith("00", "01")
        .endsWith("fe", "ff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "F", "g", "000", "al"})
  void refusesOtherNames(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shard(name))
        .withMessage(
            "a shard is \"all\" or one or two lower-case hex digits, but was \"" + name + "\"");
  }
}
