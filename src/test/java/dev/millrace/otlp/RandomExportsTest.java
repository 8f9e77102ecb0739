package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.millrace.Signal;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is generated for the round trips leaves no field of any message out, and none always set.
 */
@Tag("R-65")
class RandomExportsTest {

  /** So many as {@link OtlpJsonRoundTripTest} sends round. */
  private static final int ROUNDS = 200;

  private final Set<String> set = new TreeSet<>();
  private final Set<String> unset = new TreeSet<>();
  private final Set<String> setToDefault = new TreeSet<>();

  @ParameterizedTest
  @EnumSource
  void setEveryFieldOfEveryMessage(Signal signal) {
    for (int seed = 0; seed < ROUNDS; seed++) {
      note((Message) RandomExports.of(signal, seed).message());
    }

    Set<Descriptor> messages = new HashSet<>();
    add(((Message) RandomExports.of(signal, 0).message()).getDescriptorForType(), messages);
    assertThat(set).containsAll(names(messages, field -> true));
    assertThat(unset).containsAll(names(messages, field -> true));
    assertThat(setToDefault).containsAll(names(messages, RandomExportsTest::tellsDefaultFromUnset));
  }

  private static Set<String> names(Set<Descriptor> messages, Predicate<FieldDescriptor> which) {
    return messages.stream()
        .flatMap(message -> message.getFields().stream())
        .filter(which)
        .map(FieldDescriptor::getFullName)
        .collect(Collectors.toSet());
  }

  private static boolean tellsDefaultFromUnset(FieldDescriptor field) {
    return field.hasPresence() && field.getJavaType() != FieldDescriptor.JavaType.MESSAGE;
  }

  private void note(Message message) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      boolean isSet =
          field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : message.hasField(field);
      (isSet ? set : unset).add(field.getFullName());
      if (isSet && !field.isRepeated() && isDefault(field, message.getField(field))) {
        setToDefault.add(field.getFullName());
      }
    }
    message.getAllFields().forEach(this::noteWithin);
  }

  private void noteWithin(FieldDescriptor field, Object value) {
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      if (value instanceof Iterable<?> values) {
        values.forEach(each -> note((Message) each));
      } else {
        note((Message) value);
      }
    }
  }

  private static boolean isDefault(FieldDescriptor field, Object value) {
    return field.getJavaType() != FieldDescriptor.JavaType.MESSAGE
        && value.equals(field.getDefaultValue());
  }

  private static void add(Descriptor message, Set<Descriptor> messages) {
    if (messages.add(message)) {
      message.getFields().stream()
          .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
          .forEach(field -> add(field.getMessageType(), messages));
    }
  }
}
