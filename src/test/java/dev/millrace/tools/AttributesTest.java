package dev.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attributes found by their keys; what their values mean is with those who ask. */
class AttributesTest {

  @Test
  void findsEachOfManyKeys() {
    List<KeyValue> pairs = IntStream.range(0, 300).mapToObj(AttributesTest::pair).toList();
    Attributes attributes = Attributes.of(pairs);
    assertThat(pairs)
        .allSatisfy(pair -> assertThat(attributes.text(pair.getKey())).isEqualTo(pair.getKey()));
  }

  @Test
  void findsNoKeyThatIsNotThere() {
    Attributes attributes = Attributes.of(List.of(pair(1), pair(2)));
    IntStream.range(3, 300)
        .forEach(i -> assertThat(attributes.text(pair(i).getKey())).as("key %d", i).isEmpty());
  }

  @Test
  @Tag("R-61")
  void takesTheLastOfAKeyThatComesTwice() {
    Attributes twice =
        Attributes.of(
            List.of(
                Telemetered.pair("k", "old"),
                Telemetered.pair("a", 1),
                Telemetered.pair("k", "new")));
    assertThat(twice.text("k")).isEqualTo("new");
    assertThat(new Fingerprint().add(twice).value())
        .isEqualTo(
            new Fingerprint()
                .add(Attributes.of(List.of(Telemetered.pair("k", "new"), Telemetered.pair("a", 1))))
                .value());
  }

  @Test
  void findsTheEmptyKey() {
    KeyValue unnamed =
        KeyValue.newBuilder().setValue(AnyValue.newBuilder().setStringValue("v")).build();
    assertThat(Attributes.of(List.of(unnamed)).text("")).isEqualTo("v");
  }

  private static KeyValue pair(int i) {
    String key = (char) ('a' + i % 23) + ".".repeat(i % 29) + i + (char) ('A' + i % 19);
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(key))
        .build();
  }
}
