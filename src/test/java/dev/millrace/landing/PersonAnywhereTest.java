package dev.millrace.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.millrace.Signal;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.PersonPlaced;
import dev.millrace.otlp.RandomExports;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person in any place of an export: nothing of them is left, and all of everybody else is. */
class PersonAnywhereTest {

  private static final Erasure ERASURE = new Erasure(PersonPlaced.PERSON);

  @ParameterizedTest
  @EnumSource
  void leavesNoByteOfThePersonAndEveryByteOfOthers(Signal signal) {
    PersonPlaced placed = new PersonPlaced(5);
    for (int seed = 0; seed < 300; seed++) {
      Export theirs = placed.in(RandomExports.of(signal, seed));
      Message others = (Message) RandomExports.of(signal, 1000 + seed).message();
      Message both = ((Message) theirs.message()).toBuilder().mergeFrom(others).build();
      assertThat(PersonPlaced.isIn(text(both))).isTrue();

      Message left = (Message) ERASURE.without(Export.parse(signal, both.toByteArray())).message();

      assertThat(left.toString().lines().filter(PersonPlaced::isIn))
          .as("%s, seed %d", signal, seed)
          .isEmpty();
      assertThat(PersonPlaced.isIn(text(left))).as("%s, seed %d", signal, seed).isFalse();
      int own = parts(others).size();
      int all = parts(left).size();
      assertThat(parts(left).subList(all - own, all).equals(parts(others)))
          .as("%s, seed %d", signal, seed)
          .isTrue();
    }
  }

  private static List<?> parts(Message export) {
    FieldDescriptor field = export.getDescriptorForType().findFieldByNumber(1);
    return (List<?>) export.getField(field);
  }

  private static String text(Message message) {
    return new String(message.toByteArray(), UTF_8);
  }
}
