package dev.millrace.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tools.Activity;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the same rows of activity make the same file, however they come. */
class ActivityRankTest {

  private static final RecordComponent[] FIELDS = Activity.class.getRecordComponents();

  /** Each event date has a file of its own. */
  static Stream<String> fields() {
    return Arrays.stream(FIELDS)
        .map(RecordComponent::getName)
        .filter(name -> !name.equals("eventDate"));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void putsRowsThatDifferInOrder(String field) throws ReflectiveOperationException {
    assertThat(place(rowWithOther(field))).isNotEqualTo(place(rowWithOther("nothing")));
  }

  private static List<Long> place(Activity row) {
    return List.of(
        (long) ActivityTable.sessionHash(row),
        row.timeNs(),
        ActivityTable.SCHEMA.rank().applyAsLong(row));
  }

  private static Activity rowWithOther(String field) throws ReflectiveOperationException {
    Class<?>[] types = Arrays.stream(FIELDS).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<Activity> row = Activity.class.getDeclaredConstructor(types);
    return row.newInstance(
        IntStream.range(0, types.length)
            .mapToObj(i -> value(types[i], FIELDS[i].getName().equals(field)))
            .toArray());
  }

  private static Object value(Class<?> type, boolean other) {
    if (type == String.class) {
      return other ? "other" : "usual";
    }
    if (type == LocalDate.class) {
      return LocalDate.EPOCH;
    }
    if (type == int.class) {
      return other ? 2 : 1;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[other ? 1 : 0];
    }
    return other ? 2L : 1L;
  }
}
